package io.tallyboard.monitor;

import static io.tallyboard.monitor.persistence.OtherServices.LOG;
import static io.tallyboard.monitor.persistence.OtherServices.doubted;
import static io.tallyboard.monitor.persistence.OtherServices.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Job;
import io.tallyboard.monitor.config.TestMeters;
import io.tallyboard.monitor.domain.Verdicts;
import io.tallyboard.monitor.messaging.TestQueues;
import io.tallyboard.monitor.messaging.TestSights;
import io.tallyboard.monitor.persistence.OtherServices;
import io.tallyboard.monitor.persistence.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the records and the broker's counts to the job's log, with the clock in hand. */
class VerdictSweepTest {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private TestStore store;
  private OtherServices others;
  private TestQueues queues;
  private TestSights end;
  private VerdictSweep sweep;

  @BeforeEach
  void open() {
    store = new TestStore();
    others = store.others();
    queues = new TestQueues();
    end = new TestSights(() -> now);
    sweep = sweep();
    Job job = running("a", now.minusSeconds(60));
    others.write(job);
    others.sent("a", queues.jobs(), queues.log());
  }

  @AfterEach
  void close() {
    end.close();
    queues.close();
    store.close();
  }

  private VerdictSweep sweep() {
    return new VerdictSweep(
        store.runningJobs(),
        end.sights(),
        end.verdicts(),
        new Verdicts(GRACE, SETTLE),
        TestMeters.meters(),
        () -> now);
  }

  /** A second goes by, in which its log is read to the end, and a look is taken. */
  private void second() {
    now = now.plusSeconds(1);
    others.read(LOG, now);
    sweep.sweep().await().atMost(Duration.ofSeconds(20));
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      second();
    }
  }

  private List<String> told() {
    return queues.told();
  }

  @Test
  void job_whose_process_is_there_is_left_alone() {
    queues.consume();

    seconds(4);

    assertThat(told()).isEmpty();
  }

  @Test
  void job_that_nobody_works_on_is_told_so_once_and_is_lost_in_the_end() {
    seconds(2);
    assertThat(told()).containsExactly("STALLED stalled:a:1:0");

    second();
    assertThat(told()).as("its log is not read that far yet").isEmpty();

    others.write(doubted(running("a", now.minusSeconds(60)), "stalled:a:1:0"));
    seconds(1);
    assertThat(told()).isEmpty();
    seconds(1);

    assertThat(told()).containsExactly("LOST lost:a:1:0");
  }

  @Test
  void two_replicas_tell_the_same_by_the_same_name() {
    VerdictSweep other = sweep();
    for (int i = 0; i < 2; i++) {
      second();
      other.sweep().await().atMost(Duration.ofSeconds(20));
    }

    assertThat(told()).containsExactly("STALLED stalled:a:1:0", "STALLED stalled:a:1:0");
  }

  @Test
  void broker_that_is_away_blames_nobody_and_is_believed_some_time_after_its_return() {
    second();
    end.pull(true);
    seconds(3);
    end.pull(false);

    seconds(2); // It is back since the first of them.
    assertThat(told()).isEmpty();
    second();
    assertThat(told()).as("the first look that is believed").isEmpty();
    second();

    assertThat(told()).containsExactly("STALLED stalled:a:1:0");
  }

  @Test
  void what_could_not_be_told_is_told_once_it_can_be() {
    queues.removeLog();
    seconds(4);

    queues.makeLog();
    seconds(2);

    assertThat(told()).containsExactly("STALLED stalled:a:1:0");
  }
}
