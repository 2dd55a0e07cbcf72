package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.wire.JobHint;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Of job records no more than whether a job has started. */
record StartedJobs(Set<String> ids) implements JobRecords {

  static JobHint hint(String jobId) {
    return new JobHint(jobId, 1, JobState.STARTED, null, null, null);
  }

  @Override
  public Uni<Set<String>> started(Collection<String> jobIds) {
    return Uni.createFrom().item(jobIds.stream().filter(ids::contains).collect(Collectors.toSet()));
  }

  @Override
  public Uni<Stretch<Job>> page(JobQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Counted> counts(JobQuery query, Set<Facet> by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Optional<Job>> byId(String id, Visibility visibility) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Set<String>> recorded(Collection<String> jobIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Set<String>> visible(Collection<String> jobIds, Visibility visibility) {
    throw new UnsupportedOperationException();
  }
}
