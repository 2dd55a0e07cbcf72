package io.tallyboard.api.persistence;

import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.Newcomer;
import io.tallyboard.api.domain.port.HeadEvidence;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Trouble;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store tells of loops. Its extractors are made up, so that no guard's own look finds them. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class LoopEvidenceTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final int MANY = 1_000_000;

  @Inject LoopEvidence loops;
  @Inject HeadEvidence heads;
  @Inject KeyUses uses;

  private final String extractor = "evidence." + UUID.randomUUID();
  private int count;

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private Jobs unfinished(JobState state, int attempts) {
    return job(extractor + "-" + ++count).by(extractor).state(state).attempts(attempts);
  }

  private List<String> ids(Uni<List<Job>> found) {
    return found.await().atMost(Duration.ofSeconds(10)).stream()
        .map(Job::id)
        .filter(id -> id.startsWith(extractor))
        .toList();
  }

  @Test
  void oftenBegunAreThoseUnderWayThatWereNotToldYet() {
    Trouble looping = new Trouble(Event.LOOPING, NOW, "told");
    Trouble stalled = new Trouble(Event.STALLED, NOW, "a doubt");
    Records.jobs(
        unfinished(JobState.STARTED, MANY).build(),
        unfinished(JobState.PROCESSING, MANY - 1).build(),
        unfinished(JobState.RESUBMITTED, MANY).troubled(stalled).build(),
        unfinished(JobState.STARTED, MANY).troubled(looping).build(),
        unfinished(JobState.ERROR, MANY).build());

    assertThat(ids(loops.oftenBegun(MANY, 100)))
        .containsExactlyInAnyOrder(extractor + "-1", extractor + "-3");
    assertThat(ids(loops.told(1_000))).containsExactly(extractor + "-4");
  }

  @Test
  void unfinishedAreThoseOfTheIdsThatAreNotOverAndNotTold() {
    Records.jobs(
        unfinished(JobState.SUBMITTED, 0).build(),
        unfinished(JobState.SUCCEEDED, 1).build(),
        unfinished(JobState.STARTED, 1).troubled(new Trouble(Event.LOOPING, NOW, "told")).build(),
        unfinished(JobState.STARTED, 1).build());

    assertThat(
            ids(
                loops.unfinished(
                    Set.of(extractor + "-1", extractor + "-2", extractor + "-3", "none"))))
        .containsExactly(extractor + "-1");
    assertThat(ids(loops.unfinished(Set.of()))).isEmpty();
  }

  @Test
  void oftenFetchedAreThoseWhoseDataWasAskedForSoOftenAndLately() {
    used("often", new KeyUse(9, 5, 0, NOW.minusSeconds(60), NOW));
    used("seldom", new KeyUse(9, 4, 0, NOW.minusSeconds(60), NOW));
    used("long ago", new KeyUse(9, 5, 0, NOW.minusSeconds(900), NOW.minusSeconds(600)));

    Map<String, KeyUse> found =
        loops.oftenFetched(5, NOW.minusSeconds(300), 1_000).await().atMost(Duration.ofSeconds(10));
    assertThat(found).containsKey(extractor + "often");
    assertThat(found).doesNotContainKeys(extractor + "seldom", extractor + "long ago");
    assertThat(found.get(extractor + "often"))
        .isEqualTo(new KeyUse(9, 5, 0, NOW.minusSeconds(60), NOW));
  }

  @Test
  void processesAreThoseOfTheExtractorsThatWereHeardSince() {
    came("old", "q", NOW.minusSeconds(100), NOW.minusSeconds(50));
    came("heard", "q", NOW.minusSeconds(100), NOW);

    assertThat(
            loops
                .processes(Set.of(extractor, "none"), NOW.minusSeconds(10), 10)
                .await()
                .atMost(Duration.ofSeconds(10)))
        .extracting(ExtractorInstance::id)
        .containsExactly(extractor + "heard");
  }

  @Test
  void newcomersAreThoseOfTheQueuesThatWereFirstHeardSince() {
    String queue = extractor + ".queue";
    came("first", queue, NOW.minusSeconds(9), NOW);
    came("last", queue, NOW.minusSeconds(3), NOW);
    came("old", queue, NOW.minusSeconds(11), NOW);
    came("elsewhere", "another", NOW, NOW);

    assertThat(
            heads
                .newcomers(Set.of(queue, "none"), NOW.minusSeconds(10), 10)
                .await()
                .atMost(Duration.ofSeconds(10)))
        .containsExactly(
            new Newcomer(queue, extractor, NOW.minusSeconds(3)),
            new Newcomer(queue, extractor, NOW.minusSeconds(9)));
  }

  @Test
  void workedIsWhoeverUsedAKeyOfTheQueueSince() {
    used("one", new KeyUse(1, 0, 0, NOW.minusSeconds(20), NOW.minusSeconds(10)));

    assertThat(worked(NOW.minusSeconds(11))).isTrue();
    assertThat(worked(NOW.minusSeconds(9))).isFalse();
  }

  @Test
  void workedIsAnExtractorOfWhichAnyJobWasBegunSince() {
    Records.written(
        unfinished(JobState.SUCCEEDED, 1)
            .attempt(1, NOW.minusSeconds(50), NOW.minusSeconds(40))
            .attempt(2, NOW.minusSeconds(10), NOW.minusSeconds(5))
            .build(),
        NOW.minusSeconds(4));

    assertThat(worked(NOW.minusSeconds(11))).isTrue();
    assertThat(worked(NOW.minusSeconds(9))).as("it is merely going on").isFalse();
    assertThat(worked(NOW)).isFalse();
  }

  @Test
  void whatWaitsOrIsCancelledWasNotBegun() {
    Records.written(unfinished(JobState.SUBMITTED, 0).build(), NOW);
    Records.written(unfinished(JobState.CANCELLED, 0).build(), NOW);

    assertThat(worked(NOW.minusSeconds(60))).isFalse();
  }

  private boolean worked(Instant since) {
    return heads.worked(extractor, Set.of(extractor), since).await().atMost(Duration.ofSeconds(10));
  }

  private void came(String id, String queue, Instant first, Instant last) {
    Records.instance(
        new ExtractorInstance(
            extractor + id, extractor, queue, "2.0", null, first, last, 1, List.of(), null));
  }

  private void used(String name, KeyUse use) {
    Records.documents("submissions")
        .insertOne(new Document("_id", extractor + name).append("queue", extractor));
    uses.add(Map.of(extractor + name, use)).await().atMost(Duration.ofSeconds(10));
  }
}
