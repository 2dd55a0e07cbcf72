package io.tallyboard.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.JobSender.Sent;
import io.tallyboard.api.domain.port.Parcel;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final OutboxInMemory outbox = new OutboxInMemory();
  private final KeysInMemory keys = new KeysInMemory();
  private final Broker broker = new Broker();
  private final Sending sending = sending();

  /** A broker whose next answers are told beforehand. */
  private static final class Broker extends BatchSender {
    final List<String> told = new ArrayList<>();
    Sent announcing = Sent.CONFIRMED;
    Sent sending = Sent.CONFIRMED;
    Runnable beforeSending = () -> {};
    Secret key = new Secret("none");

    @Override
    public Uni<List<Sent>> announceAll(List<Submission> all) {
      all.forEach(s -> told.add("announce " + s.jobId()));
      return Uni.createFrom().item(all.stream().map(s -> announcing).toList());
    }

    @Override
    public Uni<List<Sent>> resendAll(List<Submission> all) {
      all.forEach(s -> told.add("resend " + s.jobId()));
      return Uni.createFrom().item(all.stream().map(s -> announcing).toList());
    }

    @Override
    public Uni<List<Sent>> sendAll(List<Parcel> all) {
      beforeSending.run();
      all.forEach(
          parcel -> {
            told.add("send " + parcel.submission().jobId());
            key = parcel.key();
          });
      return Uni.createFrom().item(all.stream().map(s -> sending).toList());
    }
  }

  private Sending sending() {
    return new Sending(
        outbox,
        broker,
        keys,
        InstantSource.fixed(NOW),
        new SecureRandom(),
        Configs.with(Map.of()),
        new ApiMetrics(new SimpleMeterRegistry()));
  }

  private static Submission accepted() {
    return new Submission(
        "j",
        ResourceRef.file("f"),
        null,
        0,
        "e",
        "e",
        new Request(new UserRef("ann", null), How.MANUAL, null, "{}"),
        "u",
        SubmissionState.ACCEPTED,
        null,
        NOW,
        null,
        0,
        1);
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(5));
  }

  /** As far as it goes; how many were sent. */
  private int send(Submission read) {
    List<Submission> announced =
        read.state() == SubmissionState.ACCEPTED
            ? done(sending.announce(List.of(read)))
            : List.of(read);
    return sent(announced);
  }

  private int sent(List<Submission> announced) {
    return done(sending.prepare(announced).chain(sending::handOver)).sent();
  }

  @Test
  void aJobIsAnnouncedBeforeItIsSentAndItsKeyIsKnownBeforeThat() {
    outbox.put(accepted());
    broker.beforeSending =
        () -> {
          assertThat(outbox.get("j").state()).isEqualTo(SubmissionState.ANNOUNCED);
          assertThat(keys.of("j")).hasSize(1);
          assertThat(outbox.get("j").doubtful()).isTrue();
        };
    assertThat(send(accepted())).isEqualTo(1);
    assertThat(broker.told).containsExactly("announce j", "send j");
    Submission sent = outbox.get("j");
    assertThat(sent.state()).isEqualTo(SubmissionState.DISPATCHED);
    assertThat(keys.of("j")).as("the hash alone").containsExactly(broker.key.hash());
    assertThat(sent.dispatches()).isEqualTo(1);
    assertThat(outbox.heldUntil("j")).isBefore(NOW);
  }

  @Test
  void aBrokerThatIsAwayLeavesTheJobAcceptedAndSaysSo() {
    outbox.put(accepted());
    broker.announcing = Sent.NOT_SENT;
    assertThat(send(accepted())).isZero();
    assertThat(broker.told).containsExactly("announce j");
    Submission left = outbox.get("j");
    assertThat(left.state()).isEqualTo(SubmissionState.ACCEPTED);
    assertThat(left.waiting()).isEqualTo(Waiting.of(WaitReason.NO_BROKER, NOW));
    assertThat(outbox.heldUntil("j")).as("free for the sweep").isBefore(NOW);
    broker.announcing = Sent.CONFIRMED;
    assertThat(send(left)).isEqualTo(1);
  }

  @Test
  void aJobOfWhichNobodyKnowsWhetherItWasSentKeepsItsKeyAndItsSecondMessageIsToldBefore() {
    outbox.put(accepted());
    broker.sending = Sent.UNKNOWN;
    assertThat(send(accepted())).isZero();
    Submission unsure = outbox.get("j");
    Secret first = broker.key;
    assertThat(unsure.state()).isEqualTo(SubmissionState.ANNOUNCED);
    assertThat(outbox.heldUntil("j")).isEqualTo(NOW.plusSeconds(5));

    outbox.free("j");
    broker.sending = Sent.CONFIRMED;
    assertThat(send(unsure)).isEqualTo(1);
    assertThat(broker.told).containsExactly("announce j", "send j", "resend j", "send j");
    assertThat(keys.of("j")).containsExactly(first.hash(), broker.key.hash());
    assertThat(outbox.get("j").dispatches()).isEqualTo(2);
  }

  @Test
  void aSecondMessageThatCannotBeToldOfIsNotSent() {
    outbox.put(accepted());
    broker.sending = Sent.UNKNOWN;
    send(accepted());
    outbox.free("j");
    broker.announcing = Sent.UNKNOWN;
    assertThat(send(outbox.get("j"))).isZero();
    assertThat(broker.told).containsExactly("announce j", "send j", "resend j");
    assertThat(outbox.get("j").dispatches()).isEqualTo(1);
  }

  @Test
  void aMessageThatSurelyDidNotGoOutIsNoSecondOneLater() {
    outbox.put(accepted());
    broker.sending = Sent.NOT_SENT;
    assertThat(send(accepted())).isZero();
    assertThat(keys.of("j")).isEmpty();
    broker.sending = Sent.CONFIRMED;
    assertThat(send(outbox.get("j"))).isEqualTo(1);
    assertThat(broker.told).doesNotContain("resend j");
  }

  @Test
  void aJobWhoseQueueIsNotThereIsFreeAtOnceAndItsKeyForgotten() {
    outbox.put(accepted());
    broker.sending = Sent.NO_SUCH_QUEUE;
    assertThat(send(accepted())).isZero();
    assertThat(keys.of("j")).isEmpty();
    assertThat(outbox.get("j").doubtful()).isFalse();
    assertThat(outbox.heldUntil("j")).isBefore(NOW);
  }

  @Test
  void ofTwoWhoHaveReadTheSameOneSends() {
    outbox.put(accepted());
    List<Submission> announced = done(sending.announce(List.of(accepted())));
    assertThat(sent(announced)).isEqualTo(1);
    assertThat(sent(announced)).isZero();
    assertThat(broker.told).containsExactly("announce j", "send j");
  }

  @Test
  void whatSomebodyElseHoldsIsNotTouched() {
    outbox.put(accepted());
    Submission theirs =
        outbox.claim(accepted(), NOW, NOW.plusSeconds(30)).await().indefinitely().orElseThrow();
    assertThat(send(theirs)).isZero();
    assertThat(broker.told).isEmpty();
    assertThat(keys.of("j")).isEmpty();
  }
}
