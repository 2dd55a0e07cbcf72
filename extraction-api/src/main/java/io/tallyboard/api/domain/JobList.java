package io.tallyboard.api.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Part of a list of jobs.
 *
 * @param next where the following part begins; empty at the list's end and only there
 * @param searched how far was looked, where that and not the limit ended it
 */
public record JobList(List<JobCard> items, Optional<JobPoint> next, Optional<Searched> searched) {
  public JobList {
    items = List.copyOf(items);
  }

  /**
   * A search that went on for as long as one call may.
   *
   * @param jobs that were looked at
   * @param to the last of them
   */
  public record Searched(long jobs, JobPoint to) {}

  /**
   * Puts together what several sources hold of one list: beyond the nearest end of a stretch nobody
   * knows what the source of that has. Of cards with one id the last source's counts.
   */
  public static JobList of(JobSort sort, int limit, List<Stretch<JobCard>> sources) {
    Optional<Stretch<JobCard>> nearest =
        sources.stream()
            .filter(s -> s.end().isPresent())
            .min(Comparator.comparing(s -> s.end().orElseThrow()));
    Optional<JobPoint> end = nearest.flatMap(Stretch::end);
    List<Placed> sorted =
        distinct(sources)
            .flatMap(card -> sort.point(card).map(point -> new Placed(point, card)).stream())
            .filter(placed -> end.map(e -> placed.point.compareTo(e) <= 0).orElse(true))
            .sorted(Comparator.comparing(Placed::point))
            .toList();
    List<JobCard> items = sorted.stream().limit(limit).map(Placed::card).toList();
    if (sorted.size() > limit) {
      return new JobList(items, Optional.of(sorted.get(limit - 1).point), Optional.empty());
    }
    long looked = nearest.map(Stretch::looked).orElse(0L);
    return new JobList(items, end, end.map(e -> new Searched(looked, e)));
  }

  private record Placed(JobPoint point, JobCard card) {}

  private static Stream<JobCard> distinct(List<Stretch<JobCard>> sources) {
    List<JobCard> cards = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = sources.size() - 1; i >= 0; i--) {
      sources.get(i).items().stream().filter(card -> seen.add(card.id())).forEach(cards::add);
    }
    return cards.stream();
  }
}
