package io.tallyboard.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.system.Profiler.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** On the genuine mongod, no operation of a service reads a collection as a whole or sorts in memory. */
@Real
class QueryPlanIT {
  private static final int UPDATES = 6_000;

  /**
   * As many records as there are queues, replicas, extractors or processes of extractors: read whole
   * on purpose.
   */
  private static final Set<String> SMALL =
      Set.of(
          Collections.UPDATE_QUEUES,
          Collections.QUEUE_POSITIONS,
          Collections.QUEUE_LEASES,
          Collections.TRACKERS,
          Collections.EXTRACTORS,
          Collections.EXTRACTOR_INSTANCES,
          Collections.EXTRACTOR_SETTINGS);

  private static final int HANDFUL = 20;

  private final Suite suite;
  private final Board board;

  QueryPlanIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void every_operation_of_the_services_is_served_by_an_index() throws Exception {
    FakeFleet fleet =
        FakeFleet.of(
            UPDATES, List.of(suite.topology().updateQueue(0), suite.topology().updateQueue(1)), 7);
    try (Profiler profiler = Profiler.start(suite.store())) {
      publish(fleet);
      readEverything();
      submitOne();
      // And once more with the plans that the store has settled on by now.
      readEverything();

      List<Operation> operations = profiler.operations();

      assertThat(operations.stream().map(Operation::collection).collect(toSet()))
          .contains(
              Collections.JOBS,
              Collections.EXTRACTIONS,
              Collections.SUBMISSIONS,
              Collections.RESULTS,
              Collections.FILES,
              Collections.API_KEYS);
      List<Operation> onLarge = onLarge(operations);
      assertThat(onLarge).filteredOn(o -> o.plan().contains("COLLSCAN")).isEmpty();
      // Of a handful the planner may look up the ids and sort them.
      assertThat(onLarge).filteredOn(o -> o.sorted() && o.examined() > HANDFUL).isEmpty();
      assertThat(onLarge)
          .filteredOn(o -> o.examined() > 300 && o.examined() > 3 * o.found())
          .isEmpty();
    }
  }

  /** They look at more than they find, but never at all there is. */
  @Test
  void searches_and_counts_walk_along_an_index() throws Exception {
    try (Profiler profiler = Profiler.start(suite.store())) {
      for (String query :
          List.of(
              "?text=nobody%20says%20so",
              "?minAttempts=2&extractor=fleet.3",
              "?identity=INFERRED&sort=-elapsed",
              "?trouble=STALLED,SUSPECT",
              "?minElapsed=1&state=SUCCEEDED&user=admin",
              "?finishedFrom=2020-01-01T00:00:00Z&how=UNKNOWN",
              "?version=2.0&dataset=file-7",
              "/counts?by=state,extractor,user,how,version",
              "/counts?by=state&minAttempts=2",
              "/counts?by=state&dataset=file-7")) {
        board.read("v1/jobs" + query);
      }
      // What the services ask of small collections meanwhile is another matter.
      List<Operation> operations = onLarge(profiler.operations());
      assertThat(operations).filteredOn(o -> o.collection().equals(Collections.JOBS)).isNotEmpty();
      assertThat(operations).filteredOn(o -> o.plan().contains("COLLSCAN")).isEmpty();
      assertThat(operations).filteredOn(Operation::sorted).isEmpty();
    }
  }

  @Test
  void the_profile_that_the_other_test_trusts_does_show_a_scan_and_a_sort() {
    MongoDatabase store = suite.store();
    Document explained =
        store
            .getCollection(Collections.EXTRACTIONS)
            .find(new Document("message", "no index has this"))
            .sort(new Document("digest", 1))
            .explain();

    assertThat(explained.toJson()).contains("COLLSCAN").contains("\"SORT\"");
  }

  private static List<Operation> onLarge(List<Operation> operations) {
    return operations.stream()
        .filter(o -> !SMALL.contains(o.collection()) && !o.isProbe())
        .toList();
  }

  private void publish(FakeFleet fleet) throws Exception {
    try (FleetPublisher publisher = new FleetPublisher(suite.connect(), fleet)) {
      publisher.publishRest();
    }
    Set<String> named =
        fleet.outcomes().stream()
            .filter(o -> o.jobId() != null)
            .map(FakeFleet.Outcome::jobId)
            .collect(toSet());
    await("the fleet's jobs are folded")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                suite
                        .store()
                        .getCollection(Collections.JOBS)
                        .countDocuments(new Document("_id", new Document("$in", named)))
                    == named.size());
  }

  private void readEverything() {
    for (String query :
        List.of(
            "",
            "?state=SUCCEEDED",
            "?state=STARTED,PROCESSING,RESUBMITTED",
            "?extractor=fleet.3",
            "?extractor=fleet.3&state=ERROR",
            "?extractor=fleet.3&state=ERROR,SKIPPED",
            "?resource=file/file-7",
            "?resource=file/file-7&extractor=fleet.3",
            "?resource=file/file-7&state=SUCCEEDED",
            "?sort=createdAt",
            "?sort=-elapsed",
            "?sort=waiting",
            "?extractor=fleet.3&sort=elapsed",
            "?extractor=fleet.3,fleet.4&state=ERROR,SKIPPED",
            "?dataset=file-7",
            "?dataset=file-7&state=SUCCEEDED",
            "?resource=file/file-7&sort=-elapsed",
            "?user=admin",
            "?user=admin&state=SUCCEEDED")) {
      JsonNode page = board.read("v1/jobs" + query + (query.isEmpty() ? "?" : "&") + "limit=10");
      if (page.hasNonNull("next")) {
        board.read(
            "v1/jobs"
                + query
                + (query.isEmpty() ? "?" : "&")
                + "limit=10&cursor="
                + Board.encoded(page.path("next").asText()));
      }
      for (JsonNode job : page.path("jobs")) {
        board.job(job.path("id").asText());
        board.events(job.path("id").asText());
        board.read("v1/jobs/" + Board.encoded(job.path("id").asText()) + "/results");
      }
    }
    board.extractions("file", "file-7");
    board.extractions("file", "old-file-3");
    board.read("v1/extractors");
  }

  private void submitOne() {
    String name = PyExtractor.freshName("plans");
    try (PyExtractor ignored =
        PyExtractor.start(suite, "examples/wordcount/wordcount.py", name, 1)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("a.txt", "text/plain", "a");
      String id = board.submit(file, name, Map.of());
      board.awaitState(id, Duration.ofSeconds(45), "SUCCEEDED");
    }
  }
}
