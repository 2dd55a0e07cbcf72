package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many of the newest jobs are of each kind.
 *
 * @param complete whether no more jobs than these match
 * @param from when the oldest of them was created; missing where there is none
 * @param facets the most frequent values first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobCountsView(
    long counted, boolean complete, @Nullable Instant from, Map<String, List<Counted>> facets) {
  private static final int VALUES = 50;

  /** How many there are of one kind. */
  public record Counted(String value, long count) {}

  static JobCountsView of(FacetCounts counts) {
    Map<String, List<Counted>> facets = new LinkedHashMap<>();
    for (Facet facet : counts.facets().keySet()) {
      facets.put(
          facet.word(),
          counts.most(facet, VALUES).stream().map(v -> new Counted(v.value(), v.count())).toList());
    }
    return new JobCountsView(
        counts.counted(), counts.complete(), counts.from().orElse(null), facets);
  }
}
