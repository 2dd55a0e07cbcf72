package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.dispatch.Intake;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.contract.store.How;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
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

  private final JobBoard board;
  private final JobLists lists;
  private final Intake intake;
  private final CurrentCaller caller;
  private final JsonTexts json;
  private final long maxParameters;

  JobsResource(
      JobBoard board,
      JobLists lists,
      Intake intake,
      CurrentCaller caller,
      JsonTexts json,
      ApiConfig config) {
    this.board = board;
    this.lists = lists;
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
      @BeanParam JobParams params,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String fields,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo address) {
    Queries.only(address.getQueryParameters(), JobLists.LIST);
    JobSort order = JobLists.sort(sort);
    Set<String> wanted = JobLists.fields(fields);
    JobQuery query =
        new JobQuery(
            params.filter(),
            caller.visibility(),
            order,
            Queries.limit(limit, PAGE, MAX_PAGE),
            Queries.cursor(cursor, text -> JobPoint.of(text, order)));
    return board.page(query).map(list -> lists.page(list, wanted));
  }

  @GET
  @Path("/counts")
  @Needs(Role.VIEWER)
  public Uni<JobCountsView> counts(
      @BeanParam JobParams params, @RestQuery @Nullable String by, @Context UriInfo address) {
    Queries.only(address.getQueryParameters(), JobLists.COUNTS);
    return board
        .counts(params.filter(), caller.visibility(), JobLists.facets(by))
        .map(JobCountsView::of);
  }

  @GET
  @Path("/{id}")
  @Needs(Role.VIEWER)
  public Uni<JobView> job(@RestPath String id) {
    return board.byId(id, caller.visibility()).map(job -> JobView.of(job, json));
  }

  @GET
  @Path("/{id}/results")
  @Needs(Role.VIEWER)
  public Uni<ResultList> results(@RestPath String id) {
    return board.results(id, caller.visibility()).map(found -> ResultList.of(found, json));
  }
}
