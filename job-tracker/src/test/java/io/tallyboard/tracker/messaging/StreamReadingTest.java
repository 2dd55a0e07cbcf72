package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What becomes of streams that do not stay as they were, on a real RabbitMQ. */
@EnabledIfSystemProperty(named = "tallyboard.test.broker", matches = ".+")
class StreamReadingTest {
  private static final int SEGMENT = 50_000;

  private ReadingFixture it;

  @BeforeEach
  void declare() throws Exception {
    it = new ReadingFixture(System.getProperty("tallyboard.test.broker"), QueueKind.STREAM);
  }

  @AfterEach
  void remove() throws Exception {
    it.close();
  }

  @Test
  void aStreamThatIsMadeAnewIsALogOfItsOwn() throws Exception {
    it.start();
    it.publish("old", 0, 10);
    it.reads(10);
    it.anew();
    it.publish("new", 0, 5);
    it.reads(15);

    assertThat(it.ids()).contains(it.queue + ":9", it.queue + "~1:0", it.queue + "~1:4");
    assertThat(it.position().epoch()).isEqualTo(1);
    it.publish("new", 5, 6);
    it.reads(16);
    it.start();
    it.publish("new", 6, 7);
    it.reads(17);
    assertThat(it.ids()).contains(it.queue + "~1:6");
  }

  @Test
  void anewAndLongerThanBeforeWhileNobodyLooked() throws Exception {
    it.start();
    it.publish("old", 0, 10);
    it.reads(10);
    it.stop();
    it.anew();
    it.publish("new", 0, 30);
    it.start();
    it.reads(40);

    assertThat(it.ids()).contains(it.queue + "~1:0", it.queue + "~1:29");
  }

  @Test
  void aStreamThatLostItsEndGoesOnBehindWhatIsLeft() throws Exception {
    it.start();
    it.publish("same", 0, 10);
    it.reads(10);
    it.stop();
    it.anew();
    it.publish("same", 0, 6);
    it.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> it.position().epoch() != null);
    it.publish("other", 0, 3);
    it.reads(13);

    assertThat(it.position().gaps()).isNull();
    assertThat(it.ids())
        .contains(it.queue + "~1:6", it.queue + "~1:8")
        .doesNotContain(it.queue + "~1:5");
  }

  @Test
  void aStreamThatLostItsEndAndGrewSinceCountsNothingTwice() throws Exception {
    it.start();
    it.publish("same", 0, 10);
    it.reads(10);
    it.stop();
    it.anew();
    it.publish("same", 0, 6);
    it.publish("other", 0, 20);
    it.start();
    it.reads(30);

    assertThat(it.ids())
        .contains(it.queue + "~1:6", it.queue + "~1:25")
        .doesNotContain(it.queue + "~1:5");
  }

  @Test
  void aStreamThatIsMadeAnewAndEmptyIsWaitedForAndThenReadFromItsFirst() throws Exception {
    it.start();
    it.publish("old", 0, 3);
    it.reads(3);
    it.anew();
    await().atMost(Duration.ofSeconds(20)).until(() -> it.position().epoch() != null);
    it.publish("new", 0, 2);
    it.reads(5);

    assertThat(it.ids()).contains(it.queue + "~1:0", it.queue + "~1:1");
  }

  @Test
  void segmentsTakeAnOffsetAndThatIsNoGap() throws Exception {
    small(100_000_000);
    it.start();
    it.publish("x".repeat(500), 0, 500);
    it.reads(500);

    long last = it.log.all().stream().mapToLong(Extraction::seq).max().orElseThrow();
    assertThat(last).as("offsets are not contiguous").isGreaterThan(499);
    assertThat(it.position().gaps()).isNull();
  }

  @Test
  void whatRetentionRemovedIsAGapThatIsRecordedOnce() throws Exception {
    small(4 * SEGMENT);
    it.start();
    it.publish("x".repeat(500), 0, 20);
    it.reads(20);
    it.stop();
    it.publish("x".repeat(500), 20, 2_000);
    it.start();
    it.publish("end", 0, 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> it.log.all().stream().anyMatch(e -> "end 0".equals(e.message())));

    List<QueuePosition.Gap> gaps = it.position().gaps();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.get(0).from()).isEqualTo(20);
    assertThat(it.ids())
        .contains(it.queue + ":" + (gaps.get(0).to() + 1))
        .doesNotContain(it.queue + ":20");
    it.start();
    it.publish("end", 1, 2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> it.log.all().stream().anyMatch(e -> "end 1".equals(e.message())));
    assertThat(it.position().gaps()).hasSize(1);
  }

  @Test
  void messagesThatDoNotFitIntoMemoryAreReadAFewAtATime() throws Exception {
    for (int i = 0; i < 60; i++) {
      it.publish("y".repeat(400_000), i, i + 1);
    }
    it.start();
    it.reads(60);

    assertThat(it.ids()).hasSize(60).doesNotHaveDuplicates();
  }

  private void small(long most) throws Exception {
    it.anew(Map.of("x-stream-max-segment-size-bytes", SEGMENT, "x-max-length-bytes", most));
  }
}
