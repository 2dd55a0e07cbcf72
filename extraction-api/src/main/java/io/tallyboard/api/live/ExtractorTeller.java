package io.tallyboard.api.live;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.ExtractorBoard;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Liveness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of extractors. Whether one is alive is worked out on reading, so a change may come
 * with no more than time: all are read every few seconds, and what differs from what was told is told.
 */
@ApplicationScoped
class ExtractorTeller {
  private static final Logger LOG = Logger.getLogger(ExtractorTeller.class);
  private static final Duration GATHERING = Duration.ofMillis(100);

  /** Who sees them all: each follower's own eyes are asked afterwards. */
  private static final Caller ALL_SEEING =
      new Caller(new UserRef("stream", "stream"), Role.OPERATOR, "");

  private final ExtractorBoard board;
  private final Followers followers;
  private final Telling telling;
  private final LiveThread thread;
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final AtomicLong versions = new AtomicLong();
  private final Map<String, Face> told = new HashMap<>();

  ExtractorTeller(ExtractorBoard board, Followers followers, Telling telling, LiveThread thread) {
    this.board = board;
    this.followers = followers;
    this.telling = telling;
    this.thread = thread;
  }

  /** What of an extractor is worth an event. */
  private record Face(
      @Nullable String version,
      @Nullable String description,
      String queue,
      Liveness liveness,
      Map<String, Liveness> instances) {
    static Face of(ExtractorCard card, Instant now) {
      Map<String, Liveness> instances = new HashMap<>();
      card.instances().forEach(i -> instances.put(i.id(), card.liveness(i, now)));
      var info = card.info();
      return new Face(
          info.version(), info.description(), info.queue(), card.liveness(), Map.copyOf(instances));
    }
  }

  void hinted() {
    if (followers.wantExtractors() && gathering.compareAndSet(false, true)) {
      thread.later(
          GATHERING,
          () -> {
            gathering.set(false);
            look().subscribe().with(done -> {}, failed -> {});
          });
    }
  }

  @Scheduled(
      every = "${tallyboard.api.live.sweep:3S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return followers.wantExtractors() ? look() : Uni.createFrom().voidItem();
  }

  private Uni<Void> look() {
    return thread
        .inTurn(() -> board.alive(ALL_SEEING).invoke(this::compare).replaceWithVoid())
        .onFailure()
        .invoke(e -> LOG.debugf("Extractors could not be read: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private void compare(ExtractorBoard.Alive known) {
    for (ExtractorCard card : known.extractors()) {
      Face face = Face.of(card, known.now());
      if (!face.equals(told.put(card.info().name(), face))) {
        List<Follower> interested = followers.of(card.info(), known.settings());
        if (!interested.isEmpty()) {
          telling.tell(event(card, known.now()), interested);
        }
      }
    }
  }

  private Waiting.Event event(ExtractorCard card, Instant now) {
    return telling.extractor(card, versions.incrementAndGet(), now);
  }

  /** All that a follower wants, as they are. */
  Uni<List<byte[]>> all(Follower follower) {
    return follower.filter().withExtractors()
        ? board
            .alive(follower.caller())
            .map(
                known ->
                    known.extractors().stream()
                        .filter(card -> Followers.wants(follower, card.info(), known.settings()))
                        .map(card -> event(card, known.now()).frame())
                        .toList())
        : Uni.createFrom().item(List.of());
  }
}
