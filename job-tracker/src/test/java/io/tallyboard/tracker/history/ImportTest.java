package io.tallyboard.tracker.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.Board;
import io.tallyboard.tracker.Said;
import io.tallyboard.tracker.command.Commands;
import io.tallyboard.tracker.command.Ran;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples' history of both Clowders, imported as a person would. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class ImportTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "history");
  private static final String V1 = EXAMPLES.resolve("v1").toString();
  private static final String V2 = EXAMPLES.resolve("v2").toString();

  @Inject Board board;
  @Inject Commands commands;
  @Inject ReactiveMongoClient client;

  @ConfigProperty(name = "tallyboard.store.uri")
  String storeUri;

  @BeforeEach
  void clear() {
    board.clear();
  }

  private Ran run(String... args) {
    return Ran.of(commands, args);
  }

  private void assertNothingDiffers() {
    assertThat(run("rebuild", "--all", "--verify"))
        .satisfies(ran -> assertThat(ran.out()).hasSize(1))
        .returns(0, Ran::code);
  }

  @Test
  void aClowderOnesHistoryBecomesJobsWithTheirIdsAndInferredOnes() {
    Ran ran = run("import", "--from", V1, "--source", "old");

    assertThat(ran.out())
        .containsExactly(
            "read           29",
            "imported       26",
            "already there  0",
            "skipped        3",
            "  1: its _id is no ObjectId, so that nobody knows when it was stored (made by hand)",
            "  1: it has no status (5fa65400a1b2c3d4e500001b)",
            "  1: it names neither a job, nor both a resource and an extractor (5fa65400a1b2c3d4e500001c)");
    assertThat(ran.code()).isEqualTo(1);

    Job done = board.job("5fa3b1000000000000000003");
    assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(done.identity()).isEqualTo(Identity.GIVEN);
    assertThat(done.imported()).isTrue();
    assertThat(done.extractor()).isEqualTo("ncsa.wordcount");
    assertThat(done.request().user().id()).isEqualTo("5c8a1f0e4f0c2b6d1a2b3c4d");
    assertThat(done.running()).isEqualTo(new Span(7_000, Precision.SECONDS));
    assertThat(done.startedAt())
        .isBetween(Instant.parse("2020-11-05T06:00:05Z"), Instant.parse("2020-11-05T06:00:06Z"));

    Job retried = board.job("5fa3b1000000000000000004");
    assertThat(retried.state()).isEqualTo(JobState.ERROR);
    assertThat(retried.attemptCount()).isEqualTo(2);
    assertThat(board.updates().toString()).doesNotContain("r1ek4GhQ").contains("key=[hidden]");
    assertThat(board.job("5fa3b1000000000000000005").state()).isEqualTo(JobState.SKIPPED);
    assertThat(board.job("5fa3b1000000000000000006").state()).isEqualTo(JobState.CANCELLED);

    assertThat(lane("5ca3a1000000000000000001|ncsa.wordcount"))
        .extracting(Job::state)
        .containsExactly(JobState.SUCCEEDED, JobState.ERROR);
    assertThat(lane("5ca3a1000000000000000002|ncsa.image.preview"))
        .hasSize(2)
        .allMatch(Job::ambiguous)
        .allMatch(job -> job.state() == JobState.SUCCEEDED);
    assertThat(board.jobs().values()).allMatch(Job::imported);
    assertNothingDiffers();
  }

  @Test
  void aClowderTwosHistoryBecomesJobsWithTheirUsers() {
    Ran ran = run("import", "--from", V2, "--source", "new");

    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out().get(0)).isEqualTo("read           20");
    List<Job> jobs = board.jobs().values().stream().sorted(Comparator.comparing(Job::id)).toList();
    assertThat(jobs)
        .extracting(Job::state)
        .containsExactly(
            JobState.SUCCEEDED,
            JobState.ERROR,
            JobState.SUCCEEDED,
            JobState.SKIPPED,
            JobState.SUBMITTED,
            JobState.ERROR,
            JobState.STARTED);
    Job first = jobs.get(0);
    assertThat(first.request().user().name()).isEqualTo("Ann Miner");
    assertThat(first.request().parameters()).contains("LANGUAGE").doesNotContain("s3cr3t-Val");
    assertThat(first.resource().type()).isEqualTo("file");
    assertThat(first.submittedAt()).isNotNull();
    assertThat(first.running()).isEqualTo(new Span(6_000, Precision.SECONDS));
    assertThat(jobs.get(1).resource().type()).isEqualTo("dataset");
    assertThat(jobs.get(1).lastMessage()).isEqualTo("KeyError: 'columns'");
    assertThat(jobs.get(1).running()).isEqualTo(new Span(4_000, Precision.SECONDS));
    assertThat(jobs.get(2).attemptCount()).isEqualTo(2);
    assertThat(jobs.get(5).lastMessage()).isEqualTo("out of memory");
    assertNothingDiffers();
  }

  @Test
  void aSecondImportTakesNothingTwiceAndADryRunWritesNothing() {
    Ran dry = run("import", "--from", V1, "--source", "twice", "--dry-run");
    assertThat(dry.out()).contains("would be taken 26");
    assertThat(board.updates()).isEmpty();

    run("import", "--from", V1, "--source", "twice");
    Map<String, Job> jobs = board.jobs();
    Ran again = run("import", "--from", V1, "--source", "twice", "--again");
    run("import", "--from", V2, "--source", "two");
    Ran twoAgain = run("import", "--from", V2, "--source", "two", "--again");

    assertThat(again.out()).contains("imported       0", "already there  26");
    assertThat(twoAgain.out()).contains("imported       0", "skipped        0");
    assertThat(board.jobs()).containsAllEntriesOf(jobs);
    assertNothingDiffers();
  }

  @Test
  void aDatabaseIsReadLikeItsExportAndTheNextImportGoesOnThere() throws IOException {
    String database = "clowder-" + UUID.randomUUID();
    var extractions = client.getDatabase(database).getCollection("extractions");
    List<Document> all =
        Files.readAllLines(EXAMPLES.resolve("v1/extractions.jsonl")).stream()
            .map(Document::parse)
            .toList();
    Board.get(extractions.insertMany(all.subList(0, 20)));
    String[] command = {"import", "--from", storeUri, "--database", database, "--source", "db"};
    assertThat(run(command).out()).contains("read           20", "imported       20");
    Board.get(extractions.insertMany(all.subList(20, all.size())));

    Ran more = run(command);

    assertThat(more.out()).contains("imported       6");
    assertThat(more.out().get(0)).isNotEqualTo("read           29");
    Map<String, Job> fromDatabase = board.jobs();
    board.clear();
    run("import", "--from", V1, "--source", "db");
    assertThat(board.jobs()).isEqualTo(fromDatabase);
    Board.get(client.getDatabase(database).drop());
  }

  @Test
  void earlierHistoryThatComesAfterLiveUpdatesMovesARunAndItsFormerIdStillFindsIt(
      @TempDir Path folder) throws IOException {
    // The board saw only how the run went on; the past has its beginning.
    board.take(
        List.of(
            Said.lane("live", 0, "5ca3a1000000000000000077", Event.PROGRESS, 10),
            Said.lane("live", 1, "5ca3a1000000000000000077", Event.SUCCEEDED, 20)));
    String before = board.jobs().keySet().iterator().next();
    long second = Said.T0.getEpochSecond();
    String document =
        "{\"_id\":{\"$oid\":\"%08xa1b2c3d4e5000001\"},\"file_id\":{\"$oid\":\"5ca3a1000000000000000077\"},"
            + "\"extractor_id\":\"ex\",\"status\":\"STARTED: Started\",\"start\":{\"$date\":\"%s\"}}\n";
    Files.writeString(
        folder.resolve("extractions.jsonl"), document.formatted(second, Said.T0.toString()));

    assertThat(run("import", "--from", folder.toString(), "--source", "late").code()).isZero();

    assertThat(board.jobs().values())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.id()).isNotEqualTo(before);
              assertThat(job.formerIds()).containsExactly(before);
              assertThat(job.updates()).isEqualTo(3);
              assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            });
    assertNothingDiffers();
    board.clear(Collections.LANES);
    assertThat(run("rebuild", "--all").code()).isZero();
    assertThat(board.jobs().values()).allSatisfy(j -> assertThat(j.formerIds()).contains(before));
  }

  @Test
  void aJobThatTheBoardKnowsGetsItsEarlierUpdates() {
    String id = "5fa3b1000000000000000003";
    board.take(List.of(Said.job("live", 0, id, Event.PROGRESS, 0)));

    run("import", "--from", V1, "--source", "mixed");

    Job job = board.job(id);
    assertThat(job.updates()).isEqualTo(5);
    assertThat(job.imported()).isTrue();
    assertThat(job.createdAt()).isBefore(Instant.parse("2021-01-01T00:00:00Z"));
    assertNothingDiffers();
  }

  @Test
  void aJobOfManyChunksIsFoldedAsItComesAndIsWhatItsLogSays(@TempDir Path folder)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    long second = Said.T0.getEpochSecond();
    for (int i = 1; i <= 1_700; i++) {
      lines.append(
          "{\"_id\":{\"$oid\":\"%08xa1b2c3d4e5%06x\"},\"file_id\":\"f\",\"job_id\":\"long\",\"extractor_id\":\"ex\",\"status\":\"%s\"}%n"
              .formatted(second + i / 3, i, i % 400 == 1 ? "STARTED: go" : "step " + i));
    }
    Files.writeString(folder.resolve("extractions.jsonl"), lines);
    board.take(List.of(Said.job("live", 0, "long", Event.PROGRESS, 300)));

    assertThat(run("import", "--from", folder.toString(), "--source", "long").code()).isZero();

    assertThat(board.job("long").updates()).isEqualTo(1_701);
    assertThat(board.job("long").attemptCount()).isEqualTo(5);
    assertNothingDiffers();
  }

  @Test
  void whatIsAfterTheMomentIsLeftToTheLiveQueue() {
    Ran ran = run("import", "--from", V1, "--source", "cut", "--before", "2020-01-01T00:00:00Z");

    assertThat(ran.out()).contains("imported       10");
    assertThat(board.updates())
        .extracting(Extraction::receivedAt)
        .allMatch(t -> t.isBefore(Instant.parse("2020-01-01T00:00:00Z")));
  }

  @Test
  void whatCannotBeImportedIsOneSentence(@TempDir Path empty) {
    for (String[] bad :
        new String[][] {
          {"import", "--from", V1},
          {"import", "--from", V1, "--source", "a b"},
          {"import", "--from", "nowhere", "--source", "s"},
          {"import", "--from", empty.toString(), "--source", "s"},
          {"import", "--from", storeUri, "--source", "s"},
          {"import", "--from", "mongodb://:x@@y", "--database", "d", "--source", "s"},
          {"import", "--from", storeUri, "--database", "no-such", "--source", "s"},
          {"import", "--from", V1, "--source", "s", "--before", "noon"}
        }) {
      Ran ran = run(bad);
      assertThat(ran.code()).as(String.join(" ", bad)).isEqualTo(2);
      assertThat(ran.err()).as(String.join(" ", bad)).hasSize(1);
    }
  }

  private List<Job> lane(String key) {
    return board.jobs().values().stream()
        .filter(job -> key.equals(job.lane()))
        .sorted(Comparator.comparing(Job::createdAt))
        .toList();
  }
}
