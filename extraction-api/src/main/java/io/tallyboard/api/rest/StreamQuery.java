package io.tallyboard.api.rest;

import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.contract.ResourceRef;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a stream is asked for. */
final class StreamQuery {
  private static final String JOB = "job";
  private static final String EXTRACTOR = "extractor";
  private static final int MAX_JOBS = 100;

  private StreamQuery() {}

  static StreamFilter filter(
      @Nullable String resourceText,
      @Nullable String datasetText,
      @Nullable String extractorText,
      @Nullable String userText,
      @Nullable String jobText,
      @Nullable String kindsText) {
    Optional<ResourceRef> resource = Queries.given(resourceText).map(Queries::resource);
    Optional<String> dataset = Queries.id("dataset", datasetText);
    Optional<String> user = Queries.id("user", userText);
    Set<String> jobs = Queries.some(JOB, jobText, MAX_JOBS);
    Set<String> kinds = Queries.some("kinds", kindsText, 2);
    if (!Set.of(JOB, EXTRACTOR).containsAll(kinds)) {
      throw Refused.malformed("kinds", "job, extractor or both (job,extractor) are expected.");
    }
    boolean ofJobs =
        resource.isPresent() || dataset.isPresent() || user.isPresent() || !jobs.isEmpty();
    return new StreamFilter(
        resource,
        dataset,
        Queries.id(EXTRACTOR, extractorText),
        user,
        jobs,
        kinds.isEmpty() || kinds.contains(JOB),
        kinds.isEmpty() ? !ofJobs : kinds.contains(EXTRACTOR));
  }
}
