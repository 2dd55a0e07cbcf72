package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** What jobs handed in for a resource. */
@ApplicationScoped
public class ResultBoard {
  private static final int MAX_RESULTS = 100;

  private final Results results;
  private final JobRecords jobs;

  ResultBoard(Results results, JobRecords jobs) {
    this.results = results;
    this.jobs = jobs;
  }

  /** The newest, those of jobs that may not be seen left out. */
  public Uni<List<Result>> of(ResourceRef resource, Visibility visibility) {
    Uni<List<Result>> newest = results.latestOf(resource, MAX_RESULTS);
    return visibility.onlyUser().isEmpty()
        ? newest
        : newest.chain(found -> visible(found, visibility));
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
