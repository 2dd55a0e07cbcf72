package io.tallyboard.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.config.LiveConfig;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Instant T0 = Instant.parse("2026-11-24T12:00:00Z");

  private Instant now = T0;
  private final Connection connection = new Connection();
  private final Progress progress = new Progress();
  private final Followers followers =
      new Followers(
          new Capacity(
              new LiveConfig() {
                @Override
                public int maxStreams() {
                  return 10;
                }

                @Override
                public Duration sweep() {
                  return Duration.ofSeconds(3);
                }
              }));
  private final Follower follower =
      new Follower(
          new StreamFilter(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Set.of(),
              true,
              true),
          Visibility.all(),
          new Caller(new UserRef("ann", "Ann"), Role.VIEWER, "key"),
          connection);
  private final Watch watch =
      new Watch(
          followers,
          new Said(),
          progress,
          null,
          () -> now,
          new ApiMetrics(new SimpleMeterRegistry()));

  WatchTest() {
    followers.add(follower);
  }

  private static final class Connection implements Sink {
    State state = new State(false, T0);
    boolean cut;

    @Override
    public void wake() {}

    @Override
    public void cut() {
      cut = true;
    }

    @Override
    public State state() {
      return state;
    }
  }

  /** Frames as plain words. */
  private static final class Said implements Frames {
    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] hello(Instant at, Instant through) {
      return bytes("hello");
    }

    @Override
    public byte[] job(JobCard job, Instant through) {
      return bytes("job");
    }

    @Override
    public byte[] extractor(ExtractorCard extractor, Instant at) {
      return bytes("extractor");
    }

    @Override
    public byte[] reset(Reset reason, Instant through) {
      return bytes("reset");
    }

    @Override
    public byte[] end(End reason) {
      return bytes("end");
    }

    @Override
    public byte[] beat(Optional<Instant> through) {
      return bytes("beat " + through.map(Instant::toString).orElse("nowhere"));
    }
  }

  private String taken() {
    return new String(follower.take(1_000), StandardCharsets.UTF_8);
  }

  @Test
  void aConnectionThatTakesNothingForHalfAMinuteIsClosed() {
    connection.state = new Sink.State(true, T0);
    now = T0.plusSeconds(29);
    watch.look();
    assertThat(connection.cut).isFalse();

    now = T0.plusSeconds(31);
    watch.look();
    assertThat(connection.cut).isTrue();
    assertThat(taken()).isEmpty();
  }

  @Test
  void aQuietOneIsGivenASignOfLifeThatSaysHowFarItIs() {
    now = T0.plusSeconds(14);
    watch.look();
    assertThat(taken()).isEmpty();

    now = T0.plusSeconds(15);
    watch.look();
    // The past is still to be told: where it is, is not known.
    assertThat(taken()).isEqualTo("beat nowhere");

    follower.open();
    progress.through(T0.plusSeconds(12));
    watch.look();
    assertThat(taken()).isEqualTo("beat 2026-11-24T12:00:12Z");
  }
}
