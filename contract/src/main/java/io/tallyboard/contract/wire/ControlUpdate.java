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
 * @param status with {@code LOST} only: {@value #MAY_RETURN} where the broker still holds messages for
 *     its extractor
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
    @Nullable String status,
    @Nullable String message,
    @Nullable Request request,
    @JsonProperty("refers_to") @Nullable String refersTo) {

  /** The status of a job that runs again when an instance of its extractor returns. */
  public static final String MAY_RETURN = "MAY_RETURN";

  /** Without a status, as most are. */
  public ControlUpdate(
      Event control,
      String controlId,
      Source source,
      String jobId,
      ResourceRef resource,
      String extractor,
      Instant at,
      @Nullable String message,
      @Nullable Request request,
      @Nullable String refersTo) {
    this(
        control, controlId, source, jobId, resource, extractor, at, null, message, request,
        refersTo);
  }
}
