package io.tallyboard.api.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class OutboxTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Instant LATER = NOW.plusSeconds(3_600);

  @Inject Outbox outbox;
  @Inject SubmissionRecords submissions;

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private static <T> T done(io.smallrye.mutiny.Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(10));
  }

  /** Claimed already, so that the running service leaves it alone. */
  private Submission claimed() {
    Submission submission =
        new Submission(
            UUID.randomUUID().toString(),
            ResourceRef.file("outbox"),
            "text/plain",
            1,
            "outbox",
            "outbox." + UUID.randomUUID(),
            new Request(new UserRef("ann", "Ann"), How.MANUAL, "a.txt", "{}"),
            "u",
            SubmissionState.DISPATCHED,
            null,
            null,
            NOW,
            NOW,
            1,
            1);
    done(outbox.accept(submission));
    return done(outbox.claim(submission, NOW, LATER)).orElseThrow();
  }

  private static Submission announced(Submission s) {
    return new Submission(
        s.jobId(),
        s.resource(),
        s.mimeType(),
        s.size(),
        s.extractor(),
        s.queue(),
        s.request(),
        s.updateQueue(),
        SubmissionState.ANNOUNCED,
        "waits",
        null,
        s.createdAt(),
        null,
        s.dispatches(),
        s.version() + 1);
  }

  @Test
  void aSubmissionIsReadAsItWasWritten() {
    Submission held = claimed();
    Submission next = announced(held);
    assertThat(done(outbox.write(held, next, LATER))).contains(next);
    assertThat(done(submissions.byId(held.jobId(), io.tallyboard.api.domain.Visibility.all())))
        .contains(next);
    assertThat(done(submissions.waiting(List.of(held.jobId()))))
        .containsEntry(held.jobId(), "waits");
  }

  @Test
  void ofManyWhoClaimTheSameOneGetsIt() throws Exception {
    Submission held = claimed();
    Submission free = done(outbox.write(held, announced(held), Instant.EPOCH)).orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Optional<Submission>> claim = () -> done(outbox.claim(free, NOW, LATER));
      long won =
          threads.invokeAll(Stream.generate(() -> claim).limit(8).toList()).stream()
              .filter(OutboxTest::present)
              .count();
      // The sweep of the running service may be one more who claims it.
      assertThat(won).isLessThanOrEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean present(Future<Optional<Submission>> future) {
    try {
      return future.get().isPresent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClaimIsGoodUntilItRunsOut() {
    Submission held = claimed();
    assertThat(done(outbox.claim(held, NOW, LATER))).isEmpty();
    assertThat(done(outbox.claim(held, LATER.plusSeconds(1), LATER.plusSeconds(60)))).isPresent();
  }

  @Test
  void whoWritesLaterThanAnotherWritesNothing() {
    Submission held = claimed();
    assertThat(done(outbox.write(held, announced(held), LATER))).isPresent();
    assertThat(done(outbox.write(held, announced(held), LATER))).isEmpty();
  }

  @Test
  void keysOfMessagesThatMayBeUnderWayStayGoodAndOthersDoNot() {
    Submission held = claimed();
    Submission announced = done(outbox.write(held, announced(held), LATER)).orElseThrow();
    Secret first = new Secret(UUID.randomUUID().toString());
    Secret second = new Secret(UUID.randomUUID().toString());

    Submission keyed = write(announced, SubmissionLife.keyed(announced, first));
    Submission unsure = write(keyed, SubmissionLife.unsure(keyed));
    Submission again = write(unsure, SubmissionLife.keyed(unsure, second));
    assertThat(opens(first)).isEqualTo(held.jobId());
    assertThat(opens(second)).isEqualTo(held.jobId());

    write(again, SubmissionLife.unroutable(again));
    assertThat(opens(first)).isEqualTo(held.jobId());
    assertThat(opens(second)).isEqualTo("nothing");
  }

  private Submission write(Submission before, Submission next) {
    return done(outbox.write(before, next, LATER)).orElseThrow();
  }

  private String opens(Secret key) {
    return done(submissions.byKey(key.hash())).map(Submission::jobId).orElse("nothing");
  }
}
