package io.tallyboard.api.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.Withdrawal;
import io.tallyboard.api.domain.Withdrawal.Grip;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.api.domain.port.JobKeyStore.Minted;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.Outbox.Change;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
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
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class OutboxTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Instant LATER = NOW.plusSeconds(3_600);

  @Inject Outbox outbox;
  @Inject SubmissionRecords submissions;
  @Inject JobKeyStore keys;

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
        Waiting.of(WaitReason.NO_QUEUE, NOW),
        s.createdAt(),
        null,
        0,
        s.version() + 1);
  }

  @Test
  void aSubmissionIsReadAsItWasWritten() {
    Submission held = claimed();
    Submission next = announced(held);
    assertThat(done(outbox.write(held, next, LATER))).contains(next);
    assertThat(done(submissions.byId(held.jobId(), Visibility.all()))).contains(next);
    assertThat(done(submissions.waiting(List.of(held.jobId())))).containsExactly(next);
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
  void keysOfMessagesThatMayBeUnderWayAreAllGoodAndOthersDoNotOpenAnything() {
    Submission held = claimed();
    String first = new Secret(UUID.randomUUID().toString()).hash();
    String second = new Secret(UUID.randomUUID().toString()).hash();
    done(keys.add(List.of(new Minted(first, held.jobId(), 1, NOW))));
    done(keys.add(List.of(new Minted(second, held.jobId(), 2, NOW))));
    assertThat(opens(first)).isEqualTo(held.jobId());
    assertThat(opens(second)).isEqualTo(held.jobId());
    assertThat(done(keys.latest(held.jobId()))).contains(second);

    done(keys.forget(List.of(second)));
    assertThat(opens(first)).isEqualTo(held.jobId());
    assertThat(opens(second)).isEqualTo("nothing");
    assertThat(done(keys.latest(held.jobId()))).contains(first);
  }

  @Test
  void ofManyStepsAtOnceThoseAreTakenThatNobodyTookBefore() {
    List<Submission> held = Stream.generate(this::claimed).limit(5).toList();
    Submission before = held.get(1);
    write(before, announced(before));
    Submission other = held.get(3);
    List<Change> changes =
        held.stream()
            .map(s -> new Change(s, s == other ? waitingFor(s) : announced(s), LATER, false))
            .toList();
    List<Submission> expected =
        changes.stream().map(Change::next).filter(s -> !s.jobId().equals(before.jobId())).toList();
    assertThat(done(outbox.writeAll(changes, NOW))).isEqualTo(expected);
    expected.forEach(
        s -> assertThat(done(submissions.byId(s.jobId(), Visibility.all()))).contains(s));
  }

  @Test
  void whatABrokenWriteOfManyHadWrittenIsOursWhenTheRestIsWrittenOneByOne() {
    List<Submission> held = Stream.generate(this::claimed).limit(4).toList();
    SubmissionWrites writes =
        new SubmissionWrites(
            held.stream().map(s -> new Change(s, announced(s), LATER, false)).toList(), NOW);
    assertThat(writes.together()).as("one write for all").hasSize(1);
    Records.submissions().bulkWrite(writes.oneByOne().subList(0, 2));
    Records.submissions().bulkWrite(writes.oneByOne());
    assertThat(
            Records.documents(Collections.SUBMISSIONS)
                .find(new Document(SubmissionBson.WRITER, writes.writer()))
                .map(s -> s.getString("_id")))
        .containsExactlyInAnyOrderElementsOf(held.stream().map(Submission::jobId).toList());
    held.forEach(
        s ->
            assertThat(done(submissions.byId(s.jobId(), Visibility.all()))).contains(announced(s)));
  }

  @Test
  void ofManyThatAreHeldNoneIsTakenWhereOnlyTheFreeAreWanted() {
    List<Submission> held = Stream.generate(this::claimed).limit(3).toList();
    Submission free = held.get(0);
    Submission freed = done(outbox.write(free, announced(free), Instant.EPOCH)).orElseThrow();
    done(outbox.prioritise(List.of(freed.jobId()), 1));
    List<Change> changes =
        Stream.of(freed, held.get(1), held.get(2))
            .map(s -> new Change(s, announced(s), LATER, true))
            .toList();
    assertThat(done(outbox.writeAll(changes, NOW)))
        .extracting(Submission::jobId)
        .isSubsetOf(freed.jobId());
  }

  /** For another reason than the others. */
  private static Submission waitingFor(Submission s) {
    return SubmissionLife.unsure(announced(s), NOW);
  }

  @Test
  void whatWasNotSentIsCancelledForGoodEvenFromUnderAClaim() {
    Submission held = claimed();
    Submission announced = write(held, announced(held));
    Withdrawal cancelled = done(outbox.cancel(announced.jobId(), NOW));
    assertThat(cancelled.grip()).isEqualTo(Grip.EXACT);
    assertThat(done(outbox.write(announced, SubmissionLife.keyed(announced), NOW)))
        .as("whoever held it does not begin to send")
        .isEmpty();
    assertThat(done(outbox.cancel(announced.jobId(), NOW)).grip()).isEqualTo(Grip.EXACT);
    assertThat(done(outbox.untold(NOW, 1_000)))
        .extracting(Submission::jobId)
        .contains(held.jobId());
    done(outbox.told(held.jobId()));
    assertThat(done(outbox.untold(NOW, 1_000)))
        .extracting(Submission::jobId)
        .doesNotContain(held.jobId());
  }

  @Test
  void whatIsBeingSentIsNotCancelledAndWhatMayHaveBeenSentSaysSo() {
    Submission held = claimed();
    Submission announced = write(held, announced(held));
    Submission keyed = write(announced, SubmissionLife.keyed(announced));
    assertThat(done(outbox.cancel(held.jobId(), NOW)).grip()).isEqualTo(Grip.BEING_SENT);

    Withdrawal later = done(outbox.cancel(held.jobId(), LATER.plusSeconds(1)));
    assertThat(later.grip()).as("its dispatcher died").isEqualTo(Grip.MAYBE_SENT);
    assertThat(done(outbox.write(keyed, SubmissionLife.dispatched(keyed, NOW), NOW))).isEmpty();
    assertThat(done(outbox.cancel("no such job", NOW)).grip()).isEqualTo(Grip.UNKNOWN);
  }

  @Test
  void whatWasSentIsNotCancelledAndCanBePutBack() {
    Submission sent = claimed();
    assertThat(done(outbox.cancel(sent.jobId(), NOW)).grip()).isEqualTo(Grip.SENT);
    Submission again = done(outbox.reopen(sent.jobId())).orElseThrow();
    assertThat(again.settled()).isEqualTo(again.dispatches()).isEqualTo(1);
    assertThat(done(outbox.reopen("no such job"))).isEmpty();
  }

  @Test
  void onlyWhatWasNotSentHasAnotherPriorityAndWhoHoldsItGoesOn() {
    Submission sent = claimed();
    Submission held = claimed();
    Submission announced = write(held, announced(held));
    assertThat(done(outbox.prioritise(List.of(sent.jobId(), held.jobId(), "none"), 9)))
        .isEqualTo(1);
    Submission keyed = write(announced, SubmissionLife.keyed(announced));
    assertThat(keyed.priority()).isEqualTo(9);
  }

  @Test
  void whatAnEarlierVersionStoredIsRead() {
    Submission held = claimed();
    Records.documents(Collections.SUBMISSIONS)
        .updateOne(
            new Document("_id", held.jobId()),
            new Document("$unset", new Document("priority", "").append("settled", ""))
                .append("$set", new Document("waiting", "A sentence.")));
    Submission read = done(submissions.byId(held.jobId(), Visibility.all())).orElseThrow();
    assertThat(read.priority()).isEqualTo(Submission.STANDARD_PRIORITY);
    assertThat(read.waiting()).isNull();
  }

  private Submission write(Submission before, Submission next) {
    return done(outbox.write(before, next, LATER)).orElseThrow();
  }

  private String opens(String hash) {
    return done(keys.byHash(hash)).map(key -> key.job().jobId()).orElse("nothing");
  }
}
