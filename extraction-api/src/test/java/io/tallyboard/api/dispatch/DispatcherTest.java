package io.tallyboard.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.dispatch.Dispatcher.Step;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.UpdateQueue;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final OutboxInMemory outbox = new OutboxInMemory();
  private final Broker broker = new Broker();
  private final Dispatcher dispatcher = dispatcher();

  /** A broker whose next answers are told beforehand. */
  private static final class Broker implements JobSender {
    final List<String> told = new ArrayList<>();
    Uni<Outcome> announcing = Uni.createFrom().item(Outcome.CONFIRMED);
    Uni<Outcome> sending = Uni.createFrom().item(Outcome.CONFIRMED);
    Runnable beforeSending = () -> {};
    Secret key = new Secret("none");

    @Override
    public Uni<Outcome> announce(Submission s) {
      told.add("announce " + s.jobId());
      return announcing;
    }

    @Override
    public Uni<Outcome> send(Submission s, Secret minted) {
      beforeSending.run();
      told.add("send " + s.jobId());
      key = minted;
      return sending;
    }

    @Override
    public Uni<Boolean> exists(String queue) {
      return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Void> declare(UpdateQueue queue) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> ping() {
      return Uni.createFrom().voidItem();
    }
  }

  private Dispatcher dispatcher() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ApiConfig.class)
            .withConverter(
                io.quarkus.runtime.configuration.MemorySize.class,
                100,
                new io.quarkus.runtime.configuration.MemorySizeConverter())
            .withConverter(
                Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
            .withDefaultValue("quarkus.http.port", "8080")
            .addDefaultInterceptors()
            .build();
    return new Dispatcher(
        outbox,
        broker,
        InstantSource.fixed(NOW),
        new SecureRandom(),
        config.getConfigMapping(ApiConfig.class),
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
        null,
        NOW,
        null,
        0,
        1);
  }

  private Step send(Submission read) {
    return dispatcher.send(read).await().atMost(Duration.ofSeconds(5));
  }

  @Test
  void aJobIsAnnouncedBeforeItIsSentAndItsKeyIsKnownBeforeThat() {
    outbox.put(accepted());
    broker.beforeSending =
        () -> {
          assertThat(outbox.get("j").state()).isEqualTo(SubmissionState.ANNOUNCED);
          assertThat(outbox.get("j").keyHash()).isNotNull();
        };
    assertThat(send(accepted())).isEqualTo(Step.SENT);
    assertThat(broker.told).containsExactly("announce j", "send j");
    Submission sent = outbox.get("j");
    assertThat(sent.state()).isEqualTo(SubmissionState.DISPATCHED);
    assertThat(sent.keyHash()).isEqualTo(broker.key.hash());
    assertThat(outbox.heldUntil("j")).isBefore(NOW);
  }

  @Test
  void aBrokerThatIsAwayLeavesTheJobAcceptedAndSaysSo() {
    outbox.put(accepted());
    broker.announcing = Uni.createFrom().failure(new IOException("away"));
    assertThat(send(accepted())).isEqualTo(Step.FAILED);
    assertThat(broker.told).containsExactly("announce j");
    Submission left = outbox.get("j");
    assertThat(left.state()).isEqualTo(SubmissionState.ACCEPTED);
    assertThat(left.waiting()).contains("broker does not answer");
    assertThat(outbox.heldUntil("j")).as("free for the sweep").isBefore(NOW);
    broker.announcing = Uni.createFrom().item(JobSender.Outcome.CONFIRMED);
    assertThat(send(left)).isEqualTo(Step.SENT);
  }

  @Test
  void aJobOfWhichNobodyKnowsWhetherItWasSentKeepsItsKeyAndWaitsAWhile() {
    outbox.put(accepted());
    broker.sending = Uni.createFrom().failure(new IOException("no confirm"));
    assertThat(send(accepted())).isEqualTo(Step.FAILED);
    Submission unsure = outbox.get("j");
    Secret first = broker.key;
    assertThat(unsure.state()).isEqualTo(SubmissionState.ANNOUNCED);
    assertThat(outbox.heldUntil("j")).isEqualTo(NOW.plusSeconds(5));

    outbox.free("j");
    broker.sending = Uni.createFrom().item(JobSender.Outcome.CONFIRMED);
    assertThat(send(unsure)).isEqualTo(Step.SENT);
    assertThat(broker.told).containsExactly("announce j", "send j", "send j");
    assertThat(outbox.keys("j")).containsExactly(first.hash(), broker.key.hash());
    assertThat(outbox.get("j").dispatches()).isEqualTo(2);
  }

  @Test
  void aJobWhoseQueueIsNotThereIsFreeAtOnceAndItsKeyForgotten() {
    outbox.put(accepted());
    broker.sending = Uni.createFrom().item(JobSender.Outcome.NO_SUCH_QUEUE);
    assertThat(send(accepted())).isEqualTo(Step.NO_QUEUE);
    assertThat(outbox.keys("j")).isEmpty();
    assertThat(outbox.heldUntil("j")).isBefore(NOW);
  }

  @Test
  void ofTwoWhoHaveReadTheSameOneSends() {
    outbox.put(accepted());
    assertThat(send(accepted())).isEqualTo(Step.SENT);
    assertThat(send(accepted())).isEqualTo(Step.NOT_OURS);
    assertThat(broker.told).containsExactly("announce j", "send j");
  }

  @Test
  void whatSomebodyElseHoldsIsNotTouched() {
    outbox.put(accepted());
    Submission theirs =
        outbox.claim(accepted(), NOW, NOW.plusSeconds(30)).await().indefinitely().orElseThrow();
    assertThat(send(theirs)).isEqualTo(Step.NOT_OURS);
    assertThat(broker.told).isEmpty();
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    outbox.put(accepted());
    assertThat(send(accepted())).isEqualTo(Step.SENT);
    assertThat(send(outbox.get("j"))).isEqualTo(Step.NOT_OURS);
    assertThat(broker.told).hasSize(2);
  }
}
