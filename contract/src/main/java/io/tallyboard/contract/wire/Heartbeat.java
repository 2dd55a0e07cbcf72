package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A beat on the fanout exchange {@code extractors}, as pyclowder sends it: the same body for the
 * whole life of a process, every 300 s unless configured.
 *
 * @param id a UUID per process start: it names the instance
 * @param queue where this extractor takes its jobs from
 * @param owner e-mail of a private extractor's owner; missing in older versions, often empty
 * @param extractorInfo the extractor's own description, of any shape and version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Heartbeat(
    @Nullable String id,
    @Nullable String queue,
    @Nullable String owner,
    @JsonProperty("extractor_info") @Nullable Map<String, Object> extractorInfo) {}
