package io.tallyboard.tracker.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.RetentionRule;
import io.tallyboard.tracker.ingest.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes jobs that are finished and old, with their updates, where an age is set for their state. It
 * does no harm if several do it at once.
 */
@ApplicationScoped
public class Retention {
  private static final int MARKED = 100;
  private static final int GRAVES = 1_000;

  /** Of one sweep: the next goes on there. */
  private static final int PAGES = 50;

  private final Removals removals;
  private final Tombstones tombstones;
  private final Remover remover;
  private final RetentionRule rule;
  private final Duration remember;
  private final Duration unrest;
  private @Nullable Walk walk;

  @Inject
  Retention(Removals removals, Tombstones tombstones, Remover remover, RetentionConfig config) {
    this(
        removals,
        tombstones,
        remover,
        new RetentionRule(config.ages(), config.imported()),
        config.remember(),
        config.sweep().multipliedBy(3));
  }

  /**
   * For tests.
   *
   * @param unrest how long after a removal something may still be under way: longer than a replica may
   *     go without looking for tombstones
   */
  Retention(
      Removals removals,
      Tombstones tombstones,
      Remover remover,
      RetentionRule rule,
      Duration remember,
      Duration unrest) {
    this.removals = removals;
    this.tombstones = tombstones;
    this.remover = remover;
    this.rule = rule;
    this.remember = remember;
    this.unrest = unrest;
  }

  /** Whether any state has an age. */
  public boolean configured() {
    return !rule.ages().isEmpty();
  }

  /** Counts what would go, and removes nothing. */
  public Uni<Map<JobState, Long>> count(Instant now) {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    Walk all = new Walk(removals, rule, now);
    return pages(all, Integer.MAX_VALUE)
        .onItem()
        .transformToUniAndConcatenate(job -> goes(job, now).invoke(goes -> add(counts, job, goes)))
        .collect()
        .last()
        .replaceWith(counts);
  }

  private Uni<Boolean> goes(Job job, Instant now) {
    String lane = job.lane();
    if (!rule.due(job, now)) {
      return Uni.createFrom().item(false);
    }
    return lane == null ? Uni.createFrom().item(true) : remover.wouldGo(lane, rule, now);
  }

  private static void add(Map<JobState, Long> counts, Job job, boolean goes) {
    if (goes) {
      counts.merge(job.state(), 1L, Long::sum);
    }
  }

  /** Removes everything that is due now; what it removed. */
  public Uni<Map<JobState, Long>> run(Instant now) {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    return removals
        .prepare()
        .chain(() -> goOn(now, counts))
        .chain(() -> remove(new Walk(removals, rule, now), Integer.MAX_VALUE, counts))
        .chain(() -> tidy(now))
        .replaceWith(counts);
  }

  /** A bounded part of it, and then the tidying up; the next sweep goes on. Never two at a time. */
  Uni<Void> sweep(Instant now) {
    return tombstones
        .look()
        .chain(
            any -> {
              if (!any && !configured()) {
                return Uni.createFrom().voidItem();
              }
              Walk current = walk == null || walk.done() ? new Walk(removals, rule, now) : walk;
              walk = current;
              Map<JobState, Long> counts = new EnumMap<>(JobState.class);
              return removals
                  .prepare()
                  .chain(() -> goOn(now, counts))
                  .chain(() -> remove(current, PAGES, counts))
                  .chain(() -> tidy(now));
            });
  }

  /** First what a crash left half-way. */
  private Uni<Void> goOn(Instant now, Map<JobState, Long> counts) {
    return removals
        .expiring(MARKED)
        .onItem()
        .transformToMulti(marked -> Multi.createFrom().iterable(marked))
        .onItem()
        .transformToUniAndConcatenate(job -> remover.goOn(job, rule, now))
        .invoke(gone -> gone.forEach(job -> add(counts, job, true)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> remove(Walk along, int pages, Map<JobState, Long> counts) {
    return pages(along, pages)
        .onItem()
        .transformToUniAndConcatenate(job -> remove(job, along.now()))
        .invoke(gone -> gone.forEach(job -> add(counts, job, true)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<List<Job>> remove(Job job, Instant now) {
    String lane = job.lane();
    if (!rule.due(job, now)) {
      return Uni.createFrom().item(List.of());
    }
    return lane == null ? remover.job(job, now) : remover.lane(lane, rule, now);
  }

  private static Multi<Job> pages(Walk along, int most) {
    return Multi.createBy()
        .repeating()
        .uni(along::next)
        .whilst(page -> !along.done())
        .select()
        .first(most)
        .onItem()
        .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page));
  }

  private Uni<Void> tidy(Instant now) {
    return tombstones
        .unsettled(now.minus(unrest), GRAVES)
        .onItem()
        .transformToMulti(graves -> Multi.createFrom().iterable(graves))
        .onItem()
        .transformToUniAndConcatenate(remover::settle)
        .collect()
        .last()
        .chain(() -> tombstones.forget(now.minus(remember)));
  }
}
