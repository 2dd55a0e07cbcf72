package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What jobs handed in for a resource. */
@ApplicationScoped
public class ResultBoard {
  private static final int MAX_RESULTS = 100;

  private final Results results;
  private final JobRecords jobs;
  private final SubmissionRecords submissions;
  private final FileStore files;
  private final Datasets datasets;

  ResultBoard(
      Results results,
      JobRecords jobs,
      SubmissionRecords submissions,
      FileStore files,
      Datasets datasets) {
    this.results = results;
    this.jobs = jobs;
    this.submissions = submissions;
    this.files = files;
    this.datasets = datasets;
  }

  /** The newest, those of jobs that may not be seen left out. */
  public Uni<List<Result>> of(ResourceRef resource, Visibility visibility) {
    Uni<List<Result>> newest = results.latestOf(resource, MAX_RESULTS);
    return visibility.onlyUser().isEmpty()
        ? newest
        : newest.chain(found -> visible(found, visibility));
  }

  /**
   * What has bytes; fails with {@link Refused} where there is none that may be seen. What was handed in
   * with an API key may be seen by those who may see what it is on.
   */
  public Uni<Result> withBytes(String id, Visibility visibility) {
    return results
        .byId(id)
        .map(found -> found.filter(result -> result.bytes() != null))
        .chain(
            found ->
                found
                    .map(result -> visible(result, visibility).map(is -> is ? found : none()))
                    .orElseGet(() -> Uni.createFrom().item(found)))
        .map(found -> found.orElseThrow(() -> Refused.notFound("There is no result of this id.")));
  }

  private static Optional<Result> none() {
    return Optional.empty();
  }

  private Uni<Boolean> visible(Result result, Visibility visibility) {
    if (visibility.onlyUser().isEmpty()) {
      return Uni.createFrom().item(true);
    }
    String job = result.jobId();
    ResourceRef on = result.resource();
    if (job != null) {
      return submissions
          .byId(job, visibility)
          .chain(
              found ->
                  found.isPresent()
                      ? Uni.createFrom().item(true)
                      : jobs.visible(List.of(job), visibility).map(seen -> seen.contains(job)));
    }
    return on.type().equals(ResourceRef.FILE)
        ? files.byId(on.id(), visibility).map(Optional::isPresent)
        : datasets.find(on.id(), visibility).map(Optional::isPresent);
  }

  private Uni<List<Result>> visible(List<Result> found, Visibility visibility) {
    List<String> ids = found.stream().map(Result::jobId).filter(Objects::nonNull).toList();
    return jobs.visible(ids, visibility)
        .map(
            seen ->
                found.stream()
                    .filter(result -> result.jobId() != null && seen.contains(result.jobId()))
                    .toList());
  }
}
