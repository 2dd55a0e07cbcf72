package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.monitor.domain.Watch.Probe;
import io.tallyboard.monitor.domain.Watch.Span;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Seconds since a noon; the gap is five. */
class WatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Watch watch = new Watch(Duration.ofSeconds(5));

  @Test
  void nothing_is_proved_before_a_probe_came_back() {
    Probe probe = watch.probe(at(0));
    watch.confirmed(probe);

    assertThat(watch.span()).isEmpty();
    assertThat(watch.steadySince()).isEmpty();
    assertThat(watch.provedAt(at(0))).isFalse();
  }

  @Test
  void probe_that_comes_back_proves_up_to_when_it_was_sent() {
    sentAndHeard(0);
    sentAndHeard(1);
    sentAndHeard(2);

    assertThat(watch.span()).contains(new Span(at(0), at(2)));
    assertThat(watch.steadySince()).contains(at(0));
    assertThat(watch.provedAt(at(7))).isTrue();
    assertThat(watch.provedAt(at(8))).isFalse();
  }

  @Test
  void probe_that_was_in_the_queue_and_did_not_come_begins_another_watch() {
    sentAndHeard(0);
    watch.confirmed(watch.probe(at(1)));
    sentAndHeard(2);

    assertThat(watch.span()).contains(new Span(at(2), at(2)));
  }

  @Test
  void queue_that_is_gone_begins_another_watch_and_proves_nothing_meanwhile() {
    sentAndHeard(0);
    watch.noQueue(watch.probe(at(1)));

    assertThat(watch.provedAt(at(1))).isFalse();
    assertThat(watch.steadySince()).isEmpty();

    sentAndHeard(2);

    assertThat(watch.span()).contains(new Span(at(2), at(2)));
  }

  @Test
  void probe_that_could_not_be_sent_is_a_doubt_that_the_next_one_settles() {
    sentAndHeard(0);
    watch.notSent(watch.probe(at(1)));

    assertThat(watch.steadySince()).isEmpty();

    sentAndHeard(2);

    assertThat(watch.span()).contains(new Span(at(0), at(2)));
    assertThat(watch.steadySince()).contains(at(0));
  }

  @Test
  void longer_than_the_gap_without_proof_begins_another_watch() {
    sentAndHeard(0);
    watch.notSent(watch.probe(at(1)));
    sentAndHeard(6);

    assertThat(watch.span()).contains(new Span(at(6), at(6)));
  }

  @Test
  void as_long_as_the_gap_is_the_same_watch() {
    sentAndHeard(0);
    sentAndHeard(5);

    assertThat(watch.span()).contains(new Span(at(0), at(5)));
  }

  @Test
  void beat_that_could_not_be_kept_begins_another_watch() {
    sentAndHeard(0);
    watch.missed();
    sentAndHeard(1);

    assertThat(watch.span()).contains(new Span(at(1), at(1)));
  }

  @Test
  void clock_that_goes_back_does_not_take_back_what_was_proved() {
    sentAndHeard(10);
    sentAndHeard(8);

    assertThat(watch.span()).contains(new Span(at(10), at(10)));
  }

  @Test
  void clock_that_goes_far_back_begins_another_watch() {
    sentAndHeard(3_600);
    sentAndHeard(10);

    assertThat(watch.span()).contains(new Span(at(10), at(10)));
  }

  @Test
  void probe_that_is_not_known_proves_nothing() {
    watch.heard(99);

    assertThat(watch.span()).isEmpty();
  }

  @Test
  void probes_that_never_come_are_not_kept_for_ever() {
    sentAndHeard(0);
    for (int second = 1; second <= 100; second++) {
      watch.confirmed(watch.probe(at(second)));
    }

    assertThat(watch.steadySince()).isEmpty();
    assertThat(watch.provedAt(at(1))).isFalse();
  }

  private void sentAndHeard(int second) {
    Probe probe = watch.probe(at(second));
    watch.confirmed(probe);
    watch.heard(probe.number());
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
