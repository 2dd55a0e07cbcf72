package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every description seen of one extractor, the latest first. What is kept depends on what was seen and
 * when, and not on the order in which it was told.
 */
record Revisions(List<Revision> list) {
  private static final int NEW = 0;

  private static final Comparator<Revision> LATEST_FIRST =
      Comparator.comparing(Revision::firstSeen).thenComparing(Revision::digest).reversed();

  /** Newest version last; of one version, the one first seen later. */
  private static final Comparator<Revision> NEWEST_LAST =
      Comparator.<Revision, @Nullable String>comparing(Revision::version, new VersionOrder())
          .thenComparing(Revision::firstSeen)
          .thenComparing(Revision::digest);

  static Revisions of(@Nullable ExtractorInfo stored) {
    return new Revisions(stored == null ? List.of() : stored.revisions());
  }

  Revisions with(List<Heard> heard, Duration beside) {
    Map<String, Revision> byDigest = new HashMap<>();
    list.forEach(r -> byDigest.put(r.digest(), r));
    for (Heard h : heard) {
      Description d = h.beat().description();
      if (d != null) {
        byDigest.merge(
            d.digest(),
            new Revision(NEW, d.version(), d.digest(), h.since(), h.last()),
            Revisions::both);
      }
    }
    List<Revision> all = byDigest.values().stream().sorted(LATEST_FIRST).toList();
    return new Revisions(numbered(shortened(all, new Revisions(all).standing(beside))));
  }

  /**
   * The description that stands: the newest version of those that are heard side by side. One that was
   * not heard for so long that it must be gone does not hold its place against an older one: that is a
   * roll-back.
   */
  Optional<Revision> standing(Duration beside) {
    return list.stream()
        .map(Revision::lastSeen)
        .max(Comparator.naturalOrder())
        .flatMap(
            latest ->
                list.stream()
                    .filter(r -> !r.lastSeen().isBefore(latest.minus(beside)))
                    .max(NEWEST_LAST));
  }

  /** Whether no more has changed than when each was last seen, by less than so long. */
  boolean sameButHeardUntil(Revisions before, Duration less) {
    return list.size() == before.list.size()
        && IntStream.range(0, list.size())
            .allMatch(i -> isSame(list.get(i), before.list.get(i), less));
  }

  private static boolean isSame(Revision after, Revision before, Duration less) {
    Revision then =
        new Revision(
            after.number(), after.version(), after.digest(), after.firstSeen(), before.lastSeen());
    return then.equals(before)
        && Duration.between(before.lastSeen(), after.lastSeen()).compareTo(less) < 0;
  }

  @Nullable Revision numbered(int number) {
    return list.stream().filter(r -> r.number() == number).findFirst().orElse(null);
  }

  /** The latest, and the one that stands however old it is. */
  private static List<Revision> shortened(List<Revision> all, Optional<Revision> standing) {
    if (all.size() <= ExtractorInfo.MAX_REVISIONS) {
      return all;
    }
    List<Revision> latest = new ArrayList<>(all.subList(0, ExtractorInfo.MAX_REVISIONS));
    standing.filter(r -> !latest.contains(r)).ifPresent(r -> latest.set(latest.size() - 1, r));
    return latest;
  }

  /** By the time of their first beat, going on from the numbers given before. */
  private List<Revision> numbered(List<Revision> latestFirst) {
    int given = list.stream().mapToInt(Revision::number).max().orElse(0);
    int number = given + (int) latestFirst.stream().filter(r -> r.number() == NEW).count();
    List<Revision> numbered = new ArrayList<>();
    for (Revision r : latestFirst) {
      numbered.add(new Revision(number, r.version(), r.digest(), r.firstSeen(), r.lastSeen()));
      number--;
    }
    return List.copyOf(numbered);
  }

  private static Revision both(Revision a, Revision b) {
    return new Revision(
        Math.max(a.number(), b.number()),
        a.version(),
        a.digest(),
        a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen(),
        a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen());
  }
}
