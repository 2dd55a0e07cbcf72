package io.tallyboard.api.live;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.config.ApiMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks after open streams: signs of life, those that take nothing any more, keys that have ended. */
@ApplicationScoped
class Watch {
  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final Duration SILENCE = Duration.ofSeconds(14);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Followers followers;
  private final Frames frames;
  private final Progress progress;
  private final Keys keys;
  private final InstantSource clock;
  private final ApiMetrics metrics;

  Watch(
      Followers followers,
      Frames frames,
      Progress progress,
      Keys keys,
      InstantSource clock,
      ApiMetrics metrics) {
    this.followers = followers;
    this.frames = frames;
    this.progress = progress;
    this.keys = keys;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Scheduled(every = "1S", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    Instant now = clock.instant();
    for (Follower follower : followers.all()) {
      Sink.State state = follower.sink().state();
      if (state.writing()) {
        if (state.since().plus(STUCK).isBefore(now)) {
          metrics.cut();
          follower.sink().cut();
        }
      } else if (state.since().plus(SILENCE).isBefore(now)) {
        Optional<Instant> through =
            follower.isUpToDate() ? Optional.of(progress.through()) : Optional.empty();
        follower.sendFirst(frames.beat(through));
      }
    }
  }

  @Scheduled(every = "15S", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> checkKeys() {
    if (followers.areNone()) {
      return Uni.createFrom().voidItem();
    }
    List<Follower> asked = List.copyOf(followers.all());
    Set<String> ids = asked.stream().map(f -> f.caller().keyId()).collect(Collectors.toSet());
    return keys.valid(ids)
        .invoke(valid -> asked.forEach(follower -> check(follower, valid)))
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.debugf("Keys could not be looked at: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private void check(Follower follower, Set<String> valid) {
    if (!valid.contains(follower.caller().keyId())) {
      follower.end(frames.end(Frames.End.SIGNED_OUT));
    }
  }
}
