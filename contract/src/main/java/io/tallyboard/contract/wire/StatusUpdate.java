package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an extractor publishes to a job's {@code reply_to}. It carries no id of its own; its time has
 * one-second resolution and often a wrong zone.
 *
 * @param fileId the file's id, or the dataset's for a dataset job
 * @param extractorId {@code extractor_info.name}
 * @param jobId null for jobs that came without one
 * @param status {@code StatusMessage.start: text}, or in older extractors {@code STARTED: text}, or
 *     any text
 * @param start the <em>message's</em> time, not the job's
 * @param messageType {@code StatusMessage.start|processing|done|skip|error|retry}; missing in older
 *     extractors
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatusUpdate(
    @JsonProperty("file_id") @Nullable String fileId,
    @JsonProperty("extractor_id") @Nullable String extractorId,
    @JsonProperty("job_id") @Nullable String jobId,
    @Nullable String status,
    @Nullable String start,
    @JsonProperty("message_type") @Nullable String messageType,
    @Nullable String message) {}
