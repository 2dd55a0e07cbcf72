package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.system.Browser.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Extractors that are killed in mid-job: what the board says of their jobs, and what becomes of them. */
@Real
class FailoverIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final String CRASHES = "system-tests/extractors/crashes/crashes.py";
  private static final String WORKS = "system-tests/extractors/works/works.py";

  private static ServiceProcess impatient;

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  FailoverIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  /** A second replica of the monitor: both tell, and what both tell counts once. */
  @BeforeAll
  static void startSecondMonitor(Suite suite) {
    Map<String, String> config = new HashMap<>(suite.config());
    config.put("tallyboard.monitor.grace", "6S");
    impatient =
        ServiceProcess.launch("heartbeat-monitor", ServiceProcess.freePort(), config, Map.of())
            .awaitReady();
  }

  @AfterAll
  static void stopSecondMonitor() {
    impatient.close();
  }

  @Test
  void job_of_a_killed_extractor_is_stalled_then_lost_and_returns_with_the_next_instance()
      throws Exception {
    String name = PyExtractor.freshName("killed");
    String id;
    try (PyExtractor extractor = PyExtractor.start(suite, WORKS, name, 2)) {
      board.awaitExtractor(name, 1);
      id = submit(name, 3);
      board.awaitState(id, SOON, "PROCESSING");
      extractor.kill();
    }
    Instant known = awaitConsumers(name, 0);

    JsonNode stalled = board.awaitJob(id, SOON, job -> job.path("trouble").isObject());
    assertThat(stalled.at("/trouble/kind").asText()).isEqualTo("STALLED");
    assertThat(stalled.at("/trouble/evidence").asText())
        .isEqualTo("1 job is said to run and no process takes jobs from the queue " + name + ".");
    assertThat(Instant.parse(stalled.at("/trouble/since").asText())).isBefore(known.plusSeconds(3));

    JsonNode lost = board.awaitState(id, SOON, "LOST");
    assertThat(lost.path("mayReturn").asBoolean()).isTrue();
    assertThat(lost.path("lastMessage").asText())
        .contains("The broker still holds 1 message there");

    try (PyExtractor ignored = PyExtractor.start(suite, WORKS, name, 2)) {
      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");
      assertThat(job.path("attempts")).hasSize(2);
      assertThat(job.at("/attempts/0/state").asText()).isEqualTo("LOST");
      assertThat(job.at("/attempts/1/cause").asText()).isEqualTo("REDELIVERED");
      assertThat(job.has("mayReturn")).isFalse();
      assertThat(job.has("takenBack")).as("they were right").isFalse();
    }
  }

  @Test
  void when_one_of_three_is_killed_all_are_suspect_until_it_is_known_which() throws Exception {
    String name = PyExtractor.freshName("three");
    try (PyExtractor one = PyExtractor.start(suite, WORKS, name, 1);
        PyExtractor two = PyExtractor.start(suite, WORKS, name, 1);
        PyExtractor three = PyExtractor.start(suite, WORKS, name, 1)) {
      board.awaitExtractor(name, 3);
      List<String> ids = Stream.generate(() -> submit(name, 7)).limit(3).toList();
      for (String id : ids) {
        board.awaitState(id, SOON, "PROCESSING");
      }
      three.kill();
      awaitConsumers(name, 2);

      for (String id : ids) {
        board.awaitJob(id, SOON, job -> told(id, "SUSPECT") == 1);
      }
      List<JsonNode> jobs =
          ids.stream().map(id -> board.awaitState(id, SOON, "SUCCEEDED")).toList();

      assertThat(jobs).filteredOn(job -> job.path("attempts").size() == 1).hasSize(2);
      JsonNode killed =
          jobs.stream().filter(job -> job.path("attempts").size() == 2).findFirst().orElseThrow();
      assertThat(killed.at("/attempts/1/cause").asText()).isEqualTo("REDELIVERED");
      String id = killed.path("id").asText();
      assertThat(board.events(id).stream().map(event -> event.path("message").asText()))
          .contains(
              "3 jobs are said to run and 2 processes take jobs from the queue " + name + ".");
      assertThat(told(id, "STALLED")).isPositive();
      assertThat(killed.has("takenBack")).isFalse();
      assertThat(jobs)
          .filteredOn(job -> job != killed)
          .allSatisfy(job -> assertThat(job.path("takenBack").asInt()).isEqualTo(1));
      assertThat(one.log()).as("still there").isNotEmpty();
      assertThat(two.log()).isNotEmpty();
    }
  }

  /** Jobs without a word, since a word takes the doubt back before anybody sees it. */
  @Test
  void silent_jobs_of_which_one_was_killed_come_into_the_list_of_suspects() throws Exception {
    String name = PyExtractor.freshName("silent.three");
    try (PyExtractor one = PyExtractor.start(suite, CRASHES, name, 1);
        PyExtractor two = PyExtractor.start(suite, CRASHES, name, 1);
        PyExtractor three = PyExtractor.start(suite, CRASHES, name, 1);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 3);
      Page page = ann.page();
      page.navigate("/ui?trouble=suspect&extractor=" + name);
      String file = board.upload("any.txt", "text/plain", "any");
      for (int i = 0; i < 3; i++) {
        String id = board.submit(file, name, Map.of("how", "works", "after", 30));
        board.awaitState(id, SOON, "PROCESSING");
      }
      assertThat(page.getByTestId("jobs-row")).hasCount(0);
      three.kill();

      assertThat(page.getByTestId("jobs-row")).hasCount(3);
      assertThat(page.getByTestId("jobs-row").first()).containsText("suspect");
      page.getByTestId("jobs-row").first().getByRole(AriaRole.LINK).first().click();
      assertThat(page.getByTestId("trouble"))
          .containsText("3 jobs are said to run and 2 processes");
      assertThat(page.getByTestId("job-next")).containsText("nothing has to be done yet");
      assertThat(one.log()).as("still there").isNotEmpty();
      assertThat(two.log()).isNotEmpty();
    }
  }

  /** How many such events it has; what two replicas tell stands there twice. */
  private long told(String id, String event) {
    return board.events(id).stream()
        .filter(e -> e.path("event").asText().equals(event))
        .map(e -> e.path("message").asText())
        .distinct()
        .count();
  }

  private String submit(String extractor, int seconds) {
    String file = board.upload("any.txt", "text/plain", "any");
    return board.submit(file, extractor, Map.of("seconds", seconds));
  }

  /** When the broker knew. */
  private Instant awaitConsumers(String queue, int count) throws Exception {
    try (Connection connection = suite.connect();
        Channel channel = connection.createChannel()) {
      await("the broker knows")
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> channel.consumerCount(queue) == count);
      return Instant.now();
    }
  }
}
