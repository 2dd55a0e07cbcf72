package io.tallyboard.api.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many jobs there are of each kind, among the newest.
 *
 * @param complete whether no more jobs than these match
 * @param from when the oldest of them was created; empty where there is none
 */
public record FacetCounts(
    long counted, boolean complete, Optional<Instant> from, Map<Facet, Map<String, Long>> facets) {

  /**
   * Some of the jobs counted, equal in all that is counted by.
   *
   * @param values by facet; a facet that they have no value of is missing
   * @param from when the oldest of them was created
   */
  public record Group(Map<Facet, String> values, long count, Instant from) {

    public static Group of(JobCard job, Set<Facet> by) {
      Map<Facet, String> values = new EnumMap<>(Facet.class);
      by.forEach(facet -> facet.value(job).ifPresent(value -> values.put(facet, value)));
      return new Group(values, 1, job.createdAt());
    }
  }

  /** One of a facet's values. */
  public record Value(String value, long count) {}

  public static FacetCounts of(Set<Facet> by, Collection<Group> groups, boolean complete) {
    Map<Facet, Map<String, Long>> facets = new EnumMap<>(Facet.class);
    by.forEach(facet -> facets.put(facet, new TreeMap<>()));
    groups.forEach(
        group ->
            group.values.forEach(
                (facet, value) ->
                    facets
                        .computeIfAbsent(facet, f -> new TreeMap<>())
                        .merge(value, group.count, Long::sum)));
    return new FacetCounts(
        groups.stream().mapToLong(Group::count).sum(),
        complete,
        groups.stream().map(Group::from).min(Comparator.naturalOrder()),
        facets);
  }

  /** A facet's most frequent values. */
  public List<Value> most(Facet facet, int limit) {
    return facets.getOrDefault(facet, Map.of()).entrySet().stream()
        .map(entry -> new Value(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
        .limit(limit)
        .toList();
  }
}
