package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadWatchTest {
  private static final int LIMIT = 5;

  private Instant now = T0;
  private Optional<HeadWatch> watch = Optional.empty();

  /** How many of ours were sent, and what the broker counts: who is the first, and is that sure? */
  @ParameterizedTest(name = "{0} sent, {1} ready, {2} consumers: {3}")
  @CsvSource({
    "3, 3, 0, job0 surely",
    "3, 3, 2, job0 surely",
    "1, 1, 1, job0 surely",
    // Somebody has one of them, or may have.
    "3, 2, 1, nobody knows",
    "3, 0, 3, nobody knows",
    // Nobody is there to have one: the oldest was taken out by hand.
    "3, 2, 0, job1 surely",
    "3, 0, 0, nobody knows",
    // Messages of others, or such as were put back.
    "3, 4, 0, nobody knows",
    "3, 4, 1, nobody knows",
    "0, 0, 1, nobody knows",
    "0, 1, 0, nobody knows",
  })
  void whoIsTheFirst(int sent, long ready, long consumers, String who) {
    look(sent, ready, consumers);

    assertThat(watch.map(w -> w.jobId() + (w.sure() ? " surely" : "")).orElse("nobody knows"))
        .isEqualTo(who);
  }

  @Test
  void itIsWatchedForAsLongAsNothingSpeaksAgainstIt() {
    look(3, 3, 1);
    pass(2);
    look(3, 2, 1);
    assertThat(watch.orElseThrow()).isEqualTo(new HeadWatch("job0", T0, now, false));
    pass(2);
    look(3, 3, 0);
    assertThat(watch.orElseThrow()).isEqualTo(new HeadWatch("job0", T0, now, true));
  }

  @Test
  void aMessageOfSomebodyElseEndsTheWatch() {
    look(3, 3, 1);
    pass(2);
    look(3, 4, 0);
    assertThat(watch).isEmpty();
  }

  @Test
  void aQueueThatIsGoneEndsTheWatch() {
    look(3, 3, 1);
    watch = HeadWatch.next(watch, sent(3), QueueState.missing(now), now);
    assertThat(watch).isEmpty();
  }

  @Test
  void nothingIsKnownOfATimeWithoutALook() {
    look(3, 3, 1);
    pass(16);
    look(3, 3, 1);
    assertThat(watch.orElseThrow().since()).isEqualTo(now);
    pass(16);
    look(3, 2, 1);
    assertThat(watch).isEmpty();
  }

  @Test
  void aJobThatWasBegunIsWatchedNoMore() {
    look(3, 3, 1);
    pass(2);
    watch = HeadWatch.next(watch, sent(3).subList(1, 3), state(1, 1, now), now);
    assertThat(watch).isEmpty();
  }

  @Test
  void whatTheBrokerToldLongAgoShowsNothing() {
    watch = HeadWatch.next(watch, sent(3), state(3, 0, now.minusSeconds(8)), now);
    assertThat(watch).isEmpty();
  }

  @Test
  void fiveThatCameAndAreGoneAreTooManyAndFourAreNot() {
    look(3, 3, 0);
    pass(100);
    watch = Optional.of(new HeadWatch("job0", T0, now, true));

    assertThat(gone(0, 1, 2, 3, 4)).isEmpty();
    assertThat(gone(0, 1, 2, 3, 4, 5)).contains(T0.plusSeconds(1));
    assertThat(gone(0, 1, 2, 3, 4, 5, 6)).as("the last five").contains(T0.plusSeconds(2));
  }

  @Test
  void whoIsThereIsNotGone() {
    watch = Optional.of(new HeadWatch("job0", T0, now, true));
    List<Instant> scaledUp = arrivals(1, 1, 1, 1, 1, 1);

    assertThat(watch.get().gone(scaledUp, state(3, 6, now), LIMIT)).isEmpty();
    assertThat(watch.get().gone(scaledUp, state(3, 2, now), LIMIT)).isEmpty();
    assertThat(watch.get().gone(scaledUp, state(3, 1, now), LIMIT)).isPresent();
  }

  @Test
  void whileSomebodyMayHaveItNothingIsSaid() {
    watch = Optional.of(new HeadWatch("job0", T0, now, false));
    assertThat(gone(1, 2, 3, 4, 5, 6, 7)).isEmpty();
  }

  private Optional<Instant> gone(long... seconds) {
    return watch.orElseThrow().gone(arrivals(seconds), state(3, 0, now), LIMIT);
  }

  private static List<Instant> arrivals(long... seconds) {
    return Arrays.stream(seconds).mapToObj(T0::plusSeconds).toList();
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private void look(int sent, long ready, long consumers) {
    watch = HeadWatch.next(watch, sent(sent), state(ready, consumers, now), now);
  }

  private static QueueState state(long ready, long consumers, Instant at) {
    return new QueueState(true, ready, consumers, at);
  }

  /** Sent a while ago, one after the other. */
  private static List<InFlight> sent(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new InFlight("job" + i, "ann", T0.minus(Duration.ofMinutes(5)).plusSeconds(i)))
        .toList();
  }
}
