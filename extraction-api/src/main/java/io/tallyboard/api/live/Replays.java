package io.tallyboard.api.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.port.JobChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells followers who come back what they missed, from the store, a page at a time as they take it.
 * What changes meanwhile waits behind it.
 */
@ApplicationScoped
class Replays {
  private static final Logger LOG = Logger.getLogger(Replays.class);
  static final Duration MAX_AGE = Duration.ofDays(1);
  static final int MAX_CHANGES = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAGE = 200;

  private final JobChanges changes;
  private final Cards cards;
  private final Telling telling;
  private final ExtractorTeller extractors;
  private final Frames frames;
  private final LiveThread thread;
  private final Turns turns;
  private final InstantSource clock;

  Replays(
      JobChanges changes,
      Cards cards,
      Telling telling,
      ExtractorTeller extractors,
      Frames frames,
      LiveThread thread,
      Turns turns,
      InstantSource clock) {
    this.changes = changes;
    this.cards = cards;
    this.telling = telling;
    this.extractors = extractors;
    this.frames = frames;
    this.thread = thread;
    this.turns = turns;
    this.clock = clock;
  }

  /** From a cursor up to now, and then on: goes its way by itself. */
  void start(Follower follower, Instant cursor) {
    Instant began = clock.instant();
    if (cursor.isBefore(began.minus(MAX_AGE))) {
      skip(follower, began);
      return;
    }
    Past past = new Past(follower, cursor);
    turns
        .take(past::tell)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .subscribe()
        .with(
            whole -> {
              if (!whole) {
                skip(follower, began);
              }
            },
            failed -> {
              // It comes again, with the same cursor.
              LOG.debugf("The past could not be told: %s", failed.getMessage());
              follower.sink().cut();
            });
  }

  private void skip(Follower follower, Instant began) {
    follower.skip(frames.reset(Frames.Reset.TOO_OLD, began.minus(Progress.OVERLAP)));
  }

  /** What one follower missed. */
  private final class Past {
    private final Follower follower;
    private final StreamFilter filter;
    private final Instant from;
    private final Map<String, Long> told = new HashMap<>();

    Past(Follower follower, Instant cursor) {
      this.follower = follower;
      this.filter = follower.filter();
      this.from = cursor.minus(Progress.OVERLAP);
    }

    /** Whether it was not too much. */
    Uni<Boolean> tell() {
      return jobs()
          .chain(
              whole ->
                  whole
                      ? extractors
                          .all(follower)
                          .chain(this::send)
                          // What was read before this is told by then, so nothing older follows.
                          .chain(() -> thread.inTurn(() -> Uni.createFrom().voidItem()))
                          .invoke(() -> follower.live(told))
                          .replaceWith(true)
                      : Uni.createFrom().item(false));
    }

    private Uni<Boolean> jobs() {
      if (!filter.withJobs()) {
        return Uni.createFrom().item(true);
      }
      if (filter.isNarrow()) {
        return changes.matching(filter, from, MAX_CHANGES + 1).chain(this::few);
      }
      return changes
          .count(from, MAX_CHANGES + 1)
          .chain(
              n -> n > MAX_CHANGES ? Uni.createFrom().item(false) : pages(from).replaceWith(true));
    }

    private Uni<Boolean> few(List<ChangedJob> found) {
      return found.size() > MAX_CHANGES
          ? Uni.createFrom().item(false)
          : Multi.createFrom()
              .iterable(found)
              .group()
              .intoLists()
              .of(PAGE)
              .onItem()
              .transformToUniAndConcatenate(this::page)
              .collect()
              .last()
              .replaceWith(true);
    }

    private Uni<Void> pages(Instant start) {
      return changes
          .matching(filter, start, PAGE)
          .chain(
              found ->
                  page(found)
                      .chain(
                          () ->
                              found.size() < PAGE
                                  ? Uni.createFrom().voidItem()
                                  : pages(after(start, found))));
    }

    private static Instant after(Instant start, List<ChangedJob> found) {
      Instant last = found.get(found.size() - 1).changedAt();
      return last.isAfter(start) ? last : start.plusMillis(1);
    }

    private Uni<Void> page(List<ChangedJob> found) {
      List<ChangedJob> wanted =
          found.stream().filter(c -> Followers.wants(follower, c.job())).toList();
      return cards.of(wanted).map(this::written).chain(this::send);
    }

    private List<byte[]> written(List<Cards.Card> found) {
      List<byte[]> written = new ArrayList<>();
      for (Cards.Card card : found) {
        Waiting.Event event = telling.job(card, card.changed().changedAt());
        Long before = told.put(event.subject(), event.version());
        if (before == null || before < event.version()) {
          written.add(event.frame());
        }
      }
      return written;
    }

    /** Done when the follower has taken them; never where it has no more need of them. */
    private Uni<Void> send(List<byte[]> written) {
      return written.isEmpty()
          ? Uni.createFrom().voidItem()
          : Uni.createFrom()
              .emitter(emitter -> follower.sendPast(written, () -> emitter.complete(null)));
    }
  }
}
