package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that extractors did on one resource.
 *
 * @param more whether there are jobs beyond those shown
 */
public record ResourceOverview(
    Instant now,
    ResourceRef resource,
    Optional<String> name,
    String sentence,
    List<ExtractorRuns> extractors,
    boolean more) {
  public ResourceOverview {
    extractors = List.copyOf(extractors);
  }
}
