package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Cancelling;
import io.tallyboard.api.actions.Prioritising;
import io.tallyboard.api.actions.Replaying;
import io.tallyboard.api.actions.Rerunning;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What people do to one job. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobActsResource {
  private static final int ACCEPTED = 202;

  private final Cancelling cancelling;
  private final Rerunning rerunning;
  private final Replaying replaying;
  private final Prioritising prioritising;
  private final JobBoard board;
  private final CurrentCaller caller;
  private final JsonTexts json;

  JobActsResource(
      Cancelling cancelling,
      Rerunning rerunning,
      Replaying replaying,
      Prioritising prioritising,
      JobBoard board,
      CurrentCaller caller,
      JsonTexts json) {
    this.cancelling = cancelling;
    this.rerunning = rerunning;
    this.replaying = replaying;
    this.prioritising = prioritising;
    this.board = board;
    this.caller = caller;
    this.json = json;
  }

  @POST
  @Path("/{id}/cancel")
  @Needs(Role.SUBMITTER)
  public Uni<CancelView> cancel(@RestPath String id) {
    return cancelling
        .cancel(id, caller.get(), caller.visibility())
        .map(done -> CancelView.of(done, json));
  }

  @POST
  @Path("/{id}/rerun")
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<JobView>> rerun(@RestPath String id) {
    return rerunning
        .rerun(id, caller.get(), caller.visibility())
        .map(JobCard::of)
        .map(
            job ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, JobView.of(job, json))
                    .location(URI.create("/v1/jobs/" + job.id()))
                    .build());
  }

  @POST
  @Path("/{id}/replay")
  @ResponseStatus(ACCEPTED)
  @Needs(Role.SUBMITTER)
  public Uni<JobView> replay(@RestPath String id) {
    return replaying
        .replay(id, caller.get(), caller.visibility())
        .map(job -> JobView.of(job, json));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<JobView> change(
      @RestPath String id,
      @NotNull(message = "A JSON object is expected.") @Valid PriorityRequest request) {
    return prioritising
        .prioritise(id, request.priority(), caller.get(), caller.visibility())
        .chain(() -> board.byId(id, caller.visibility()))
        .map(job -> JobView.of(job, json));
  }
}
