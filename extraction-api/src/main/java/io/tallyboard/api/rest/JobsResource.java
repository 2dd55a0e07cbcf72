package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
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
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestHeader;
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

  /** "Multi-Status": what became of each is told in the answer. */
  static final int EACH_BY_ITSELF = 207;

  private final JobBoard board;
  private final JobLists lists;
  private final Submitting submitting;
  private final CurrentCaller caller;
  private final JsonTexts json;

  JobsResource(
      JobBoard board, JobLists lists, Submitting submitting, CurrentCaller caller, JsonTexts json) {
    this.board = board;
    this.lists = lists;
    this.submitting = submitting;
    this.caller = caller;
    this.json = json;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<Object>> submit(
      @NotNull(message = "A JSON object is expected.") @Valid JobRequest request,
      @RestHeader(Repeats.HEADER) @Nullable String key) {
    JobRequest.Target target = request.resource();
    return target == null
        ? submitting
            .many(request, key)
            .onItem()
            .transformToMulti(parts -> parts)
            .collect()
            .asList()
            .map(parts -> parts.stream().flatMap(List::stream).toList())
            .map(
                items ->
                    RestResponse.ResponseBuilder.create(EACH_BY_ITSELF)
                        .entity((Object) ManyView.of(items))
                        .build())
        : submitting.one(request, target, key).map(JobCard::of).map(this::taken);
  }

  private RestResponse<Object> taken(JobCard job) {
    return RestResponse.ResponseBuilder.<Object>create(
            RestResponse.Status.ACCEPTED, JobView.of(job, json))
        .location(URI.create("/v1/jobs/" + job.id()))
        .build();
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
