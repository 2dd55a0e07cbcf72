package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.wire.JobHint;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a stream is for; what is empty does not matter.
 *
 * @param dataset jobs on it, and on its files
 * @param jobs ids, those that an inferred job had before included
 * @param withJobs whether jobs are told at all
 * @param withExtractors whether extractors are
 */
public record StreamFilter(
    Optional<ResourceRef> resource,
    Optional<String> dataset,
    Optional<String> extractor,
    Optional<String> user,
    Set<String> jobs,
    boolean withJobs,
    boolean withExtractors) {

  public StreamFilter {
    jobs = Set.copyOf(jobs);
  }

  /** Whether it names its jobs, or what they work on: so few that each may be looked at. */
  public boolean isNarrow() {
    return !jobs.isEmpty() || resource.isPresent();
  }

  public boolean matches(Job job) {
    UserRef owner = job.request() == null ? null : job.request().user();
    return withJobs
        && ofResource(job.resource())
        && dataset.map(id -> ofDataset(id, job)).orElse(true)
        && ofExtractor(job.extractor())
        && ofUser(owner == null ? null : owner.id())
        && (jobs.isEmpty()
            || jobs.contains(job.id())
            || job.formerIds().stream().anyMatch(jobs::contains));
  }

  /**
   * Whether the record that a hint speaks of may be one of these: the hint tells less, and a record of
   * an inferred job may have had one of the ids before.
   */
  public boolean mayMatch(JobHint hint) {
    return withJobs
        && ofResource(hint.resource())
        && ofExtractor(hint.extractor())
        && ofUser(hint.user());
  }

  public boolean matches(ExtractorInfo info) {
    return withExtractors && ofExtractor(info.name());
  }

  private boolean ofResource(@Nullable ResourceRef of) {
    return resource
        .map(
            wanted ->
                of != null
                    && of.id().equals(wanted.id())
                    && JobFilter.types(wanted).contains(of.type()))
        .orElse(true);
  }

  private boolean ofExtractor(@Nullable String name) {
    return extractor.map(wanted -> wanted.equals(name)).orElse(true);
  }

  private boolean ofUser(@Nullable String id) {
    return user.map(wanted -> wanted.equals(id)).orElse(true);
  }

  private static boolean ofDataset(String id, Job job) {
    ResourceRef on = job.resource();
    boolean itself =
        on != null
            && on.id().equals(id)
            && JobFilter.types(new ResourceRef(ResourceRef.DATASET, id)).contains(on.type());
    return itself || (job.request() != null && id.equals(job.request().dataset()));
  }
}
