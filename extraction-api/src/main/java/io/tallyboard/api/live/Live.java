package io.tallyboard.api.live;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.HintSink;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.JobHint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Follows what happens: who comes, who goes, and what the broker says. */
@ApplicationScoped
public class Live implements HintSink {
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Followers followers;
  private final JobTeller jobs;
  private final ExtractorTeller extractors;
  private final JobSweep sweep;
  private final Replays replays;
  private final Progress progress;
  private final Frames frames;
  private final InstantSource clock;

  Live(
      Followers followers,
      JobTeller jobs,
      ExtractorTeller extractors,
      JobSweep sweep,
      Replays replays,
      Progress progress,
      Frames frames,
      InstantSource clock,
      ApiMetrics metrics) {
    this.followers = followers;
    this.jobs = jobs;
    this.extractors = extractors;
    this.sweep = sweep;
    this.replays = replays;
    this.progress = progress;
    this.frames = frames;
    this.clock = clock;
    metrics.streams(followers::count);
  }

  /**
   * A new follower, told from now on, or from where it was before. Fails with {@link Refused} where
   * there are too many. Whoever entered must leave.
   */
  public Follower enter(StreamFilter filter, Visibility visibility, Caller caller, Sink sink) {
    Follower follower = new Follower(filter, visibility, caller, sink);
    followers.add(follower);
    return follower;
  }

  /** Lets it have its events, from the cursor on where it has one. */
  public Uni<Void> begin(Follower follower, Optional<Instant> cursor) {
    return sweep.begin().invoke(() -> begun(follower, cursor));
  }

  private void begun(Follower follower, Optional<Instant> cursor) {
    Instant from = cursor.orElseGet(progress::through);
    follower.sendFirst(frames.hello(clock.instant(), from));
    cursor.ifPresentOrElse(since -> replays.start(follower, since), follower::open);
  }

  public void leave(Follower follower) {
    followers.remove(follower);
    if (followers.areNone()) {
      sweep.rest();
    }
  }

  @Override
  public void job(JobHint hint) {
    jobs.hinted(hint);
  }

  @Override
  public void extractor(ExtractorHint hint) {
    extractors.hinted();
  }

  void stop(@Observes ShutdownEvent event) {
    byte[] frame = frames.end(Frames.End.SHUTDOWN);
    followers.all().forEach(follower -> follower.end(frame));
    try {
      followers.awaitNone(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
