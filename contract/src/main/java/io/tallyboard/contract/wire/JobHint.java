package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import org.jspecify.annotations.Nullable;

/** That a job's record changed: at least once, and no more than a hint; the record is the truth. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobHint(
    @JsonProperty("job_id") String jobId,
    long version,
    JobState state,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    @Nullable String user) {}
