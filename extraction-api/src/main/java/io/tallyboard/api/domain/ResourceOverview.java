package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that extractors did on one resource.
 *
 * @param next where the list of the resource's jobs goes on behind those shown
 * @param rollup of a dataset: over its files
 */
public record ResourceOverview(
    Instant now,
    ResourceRef resource,
    Optional<String> name,
    String sentence,
    List<ExtractorRuns> extractors,
    Optional<String> next,
    Optional<DatasetRollup> rollup) {
  public ResourceOverview {
    extractors = List.copyOf(extractors);
  }
}
