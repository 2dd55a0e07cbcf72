package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.port.Diagnosis;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.api.rest.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Many jobs, each answered for as soon as it is durable. */
@Path("/v1/jobs")
public class ManyJobsResource {
  static final String LINES = "application/x-ndjson";
  private static final Logger LOG = Logger.getLogger(ManyJobsResource.class);

  private final Submitting submitting;
  private final RequestPrints prints;
  private final Diagnosis diagnosis;

  ManyJobsResource(Submitting submitting, RequestPrints prints, Diagnosis diagnosis) {
    this.submitting = submitting;
    this.prints = prints;
    this.diagnosis = diagnosis;
  }

  /** Described with its sister, which answers in one document. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(LINES)
  @Needs(Role.SUBMITTER)
  @Operation(hidden = true)
  public RestMulti<byte[]> submit(
      @NotNull(message = "A JSON object is expected.") @Valid JobRequest request,
      @RestHeader(Repeats.HEADER) @Nullable String key) {
    AtomicInteger next = new AtomicInteger();
    return RestMulti.fromUniResponse(
        submitting.many(request, key),
        parts ->
            parts
                .invoke(part -> next.addAndGet(part.size()))
                .map(this::lines)
                .onFailure()
                .recoverWithMulti(failure -> Multi.createFrom().item(cut(next.get(), failure))),
        parts -> Map.of(HttpHeaders.CONTENT_TYPE, List.of(LINES)),
        parts -> JobsResource.EACH_BY_ITSELF);
  }

  /** The framework ends each part with a line end. */
  private byte[] lines(List<ManyView.Item> items) {
    return items.stream()
        .map(prints::write)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The status is told already: who reads the last line learns that no more came. */
  private byte[] cut(int index, Throwable failure) {
    Refused why =
        diagnosis
            .of(failure)
            .orElseGet(() -> Refused.notReady("Something went wrong here; the log has it."));
    LOG.warnf(failure, "many jobs were taken up to the one at %d", index);
    return lines(
        List.of(new ManyView.Item(index, Problems.about(why).status(), null, Problems.about(why))));
  }
}
