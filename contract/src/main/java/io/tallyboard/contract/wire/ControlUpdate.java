package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job other than by its extractor, told on the job's own update queue so that the
 * log alone is the truth.
 *
 * @param control told apart from a {@link StatusUpdate} by this field's presence
 * @param controlId deterministic: the same fact sent twice counts once
 * @param request with {@code SUBMITTED} only
 * @param refersTo with {@code ADDRESSED}: the job that makes good what this one failed at
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlUpdate(
    Event control,
    @JsonProperty("control_id") String controlId,
    Source source,
    @JsonProperty("job_id") String jobId,
    ResourceRef resource,
    String extractor,
    Instant at,
    @Nullable String message,
    @Nullable Request request,
    @JsonProperty("refers_to") @Nullable String refersTo) {}
