package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.dispatch.Intake;
import io.tallyboard.api.domain.EventCursor;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.contract.store.How;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Jobs: submitted, listed, read. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 500;
  private static final int EVENTS = 200;
  private static final int MAX_EVENTS = 1_000;

  private final JobBoard board;
  private final Intake intake;
  private final CurrentCaller caller;
  private final JsonTexts json;
  private final long maxParameters;

  JobsResource(
      JobBoard board, Intake intake, CurrentCaller caller, JsonTexts json, ApiConfig config) {
    this.board = board;
    this.intake = intake;
    this.caller = caller;
    this.json = json;
    this.maxParameters = config.maxParameters().asLongValue();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<JobView>> submit(
      @NotNull(message = "A JSON object is expected.") @Valid JobRequest request) {
    JobOrder order =
        new JobOrder(
            request.resource().toRef(),
            request.extractor(),
            parameters(request.parameters()),
            How.MANUAL,
            caller.get().user());
    return intake
        .submit(order, caller.get(), caller.visibility())
        .map(JobCard::of)
        .map(
            job ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, JobView.of(job, json))
                    .location(URI.create("/v1/jobs/" + job.id()))
                    .build());
  }

  private String parameters(@Nullable ObjectNode node) {
    String text = node == null ? "{}" : json.write(node);
    if (text.getBytes(StandardCharsets.UTF_8).length > maxParameters) {
      throw Refused.tooLarge(
          "/parameters", "Parameters have at most %d bytes.".formatted(maxParameters));
    }
    return text;
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<JobPage> list(
      @RestQuery @Nullable String resource,
      @RestQuery @Nullable String extractor,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String user,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    JobQuery query =
        new JobQuery(
            Queries.filter(resource, extractor, state, user),
            caller.visibility(),
            Queries.limit(limit, PAGE, MAX_PAGE),
            Queries.cursor(cursor, PagePoint::of));
    return board.page(query).map(page -> JobPage.of(page, json));
  }

  @GET
  @Path("/{id}")
  @Needs(Role.VIEWER)
  public Uni<JobView> job(@RestPath String id) {
    return board.byId(id, caller.visibility()).map(job -> JobView.of(job, json));
  }

  @GET
  @Path("/{id}/events")
  @Needs(Role.VIEWER)
  public Uni<EventPage> events(
      @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    return board
        .events(
            id,
            caller.visibility(),
            Queries.cursor(cursor, EventCursor::read),
            Queries.limit(limit, EVENTS, MAX_EVENTS))
        .map(EventPage::of);
  }

  @GET
  @Path("/{id}/results")
  @Needs(Role.VIEWER)
  public Uni<ResultList> results(@RestPath String id) {
    return board.results(id, caller.visibility()).map(found -> ResultList.of(found, json));
  }
}
