package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.system.Browser.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people do to jobs, with real extractors at the other end. */
@Real
class ActionsIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final String WORKS = "system-tests/extractors/works/works.py";
  private static final String RAISES = "system-tests/extractors/raises/raises.py";

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  ActionsIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void jobs_chosen_by_the_keyboard_are_cancelled_and_the_audit_tells_of_it() {
    String name = PyExtractor.freshName("chosen");
    try (PyExtractor ignored = PyExtractor.start(suite, WORKS, name, 2);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      call("POST", "v1/extractors/" + name + "/pause", Map.of());
      List<String> ids = Stream.generate(() -> submit(name, 1)).limit(3).toList();
      Page page = ann.page();
      page.navigate("/ui?extractor=" + name);
      assertThat(page.getByTestId("jobs-row")).hasCount(3);

      for (String key : List.of("j", "x", "j", "x")) {
        page.keyboard().press(key);
      }
      assertThat(page.getByTestId("bulk-count")).hasText("2 jobs selected");
      page.getByTestId("bulk-cancel").press("Enter");
      assertThat(page.getByTestId("bulk-confirm")).hasText("Cancel 2 waiting jobs");
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("bulk-cancel")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("bulk-confirm")).isVisible();
      page.getByTestId("bulk-confirm").press("Enter");

      assertThat(page.getByTestId("bulk-told"))
          .hasText("Done: 2 had not been sent and will not run.");
      assertThat(page.locator("[data-testid=jobs-row][data-state=CANCELLED]")).hasCount(2);
      assertThat(row(page, ids.get(0))).hasAttribute("data-state", "SUBMITTED");
      call("POST", "v1/extractors/" + name + "/resume", Map.of());
      assertThat(row(page, ids.get(0))).hasAttribute("data-state", "SUCCEEDED");
      assertThat(page.locator("[data-testid=jobs-row][data-state=CANCELLED]")).hasCount(2);

      page.navigate("/ui/audit?action=jobs.cancel");
      Locator entry = page.getByTestId("audit-row").first();
      assertThat(entry).containsText(Suite.ADMIN);
      assertThat(entry).containsText("cancelled many: 2 jobs");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void a_failed_job_that_is_run_again_is_shown_as_made_good() throws Exception {
    String name = PyExtractor.freshName("again");
    try (PyExtractor ignored = PyExtractor.start(suite, WORKS, name, 2);
        Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      String file = board.upload("again.txt", "text/plain", "any");
      String failed = "failed-" + UUID.randomUUID();
      Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
      wire.update(failed, "start", "Started processing.", here);
      wire.update(failed, "error", "The disk was full.", here);
      board.awaitState(failed, SOON, "ERROR");
      Page page = ann.page();
      page.navigate("/ui/jobs/" + failed);

      page.getByTestId("act-rerun").click();
      String link =
          Objects.requireNonNull(page.getByTestId("act-new").getAttribute("href"), "a new job");

      assertThat(page.getByTestId("job-next")).containsText("made it good");
      String made = link.substring(link.lastIndexOf('/') + 1);
      JsonNode job = board.awaitState(made, SOON, "SUCCEEDED");
      assertThat(job.at("/initiatedBy/how").asText()).isEqualTo("RERUN");
      assertThat(board.job(failed).path("addressedBy").asText()).isEqualTo(made);
      assertThat(board.job(failed).path("state").asText()).isEqualTo("ERROR");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void a_job_cancelled_in_the_queue_is_refused_and_stays_cancelled() throws Exception {
    String name = PyExtractor.freshName("slow");
    try (PyExtractor extractor = PyExtractor.start(suite, WORKS, name, 2);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      drain(name);
      String first = submit(name, 6);
      board.awaitState(first, SOON, "PROCESSING");
      String second = submit(name, 1);
      awaitReady(name, 1);

      Page page = ann.page();
      page.navigate("/ui/jobs/" + second);
      page.getByTestId("act-cancel").click();
      page.getByTestId("act-confirm").click();

      assertThat(page.getByTestId("act-told")).containsText("refused");
      assertThat(page.getByTestId("job-stands")).containsText("Cancelled");
      board.awaitState(first, SOON, "SUCCEEDED");
      await("its run was refused")
          .atMost(SOON)
          .until(() -> board.messages(second).stream().anyMatch(said -> said.contains("403")));
      await("its error message was dropped")
          .atMost(SOON)
          .until(() -> kept(second, "DROPPED").size() == 1);
      JsonNode job = board.job(second);
      assertThat(job.path("state").asText()).as(extractor.log()).isEqualTo("CANCELLED");
      assertThat(board.messages(second)).noneMatch(said -> said.startsWith("step "));
      assertThat(page.getByTestId("job-next")).containsText("kept without effect");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void what_an_extractor_gave_up_on_is_kept_without_its_key_and_replayed() {
    String name = PyExtractor.freshName("gives.up");
    try (PyExtractor extractor = PyExtractor.start(suite, RAISES, name, 1);
        Visitor ann =
            browser.visitor(suite.apiUri(), 390, ColorScheme.DARK).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      drain(name);
      String id = submit(name, 1);
      board.awaitState(id, SOON, "ERROR");
      await("it was taken from the error queue")
          .atMost(SOON)
          .until(() -> kept(id, "WAITING").size() == 1);

      JsonNode message = kept(id, "WAITING").path(0);
      assertThat(message.path("queue").asText()).isEqualTo("error." + name);
      assertThat(message.path("reason").asText()).contains("Client Error");
      JsonNode whole = board.read("v1/error-messages/" + message.path("id").asText());
      assertThat(whole.path("body").asText()).contains(id).doesNotContain("secretKey");
      String secret =
          extractor.log().lines().filter(l -> l.startsWith("SECRET ")).findFirst().orElseThrow();
      assertThat(message + whole.toString()).doesNotContain(secret.substring("SECRET ".length()));

      Page page = ann.page();
      page.navigate("/ui/errors?extractor=" + name);
      page.getByTestId("error-row").getByRole(AriaRole.BUTTON).first().click();
      assertThat(page.getByText("\"retry_count\": 10")).isVisible();
      assertThat(Axe.violations(page)).isEmpty();
      page.getByTestId("errors-replay").click();
      assertThat(page.getByTestId("errors-confirm")).hasText("Replay 1 message");
      page.getByTestId("errors-confirm").click();
      assertThat(page.getByTestId("errors-told")).hasText("1 message replayed.");
      assertThat(ann.complaints()).isEmpty();

      JsonNode job = board.awaitJob(id, SOON, j -> j.path("attempts").size() > 11);
      assertThat(job.at("/attempts/11/cause").asText()).isEqualTo("REPLAYED");
      assertThat(kept(id, "REPLAYED")).hasSize(1);
    }
  }

  private String submit(String extractor, int seconds) {
    String file = board.upload("any.txt", "text/plain", "any");
    return board.submit(file, extractor, Map.of("seconds", seconds));
  }

  private void drain(String extractor) {
    call("PATCH", "v1/extractors/" + extractor + "/settings", Map.of("drainErrors", true));
  }

  private JsonNode kept(String job, String fate) {
    return board.read("v1/error-messages?fate=" + fate + "&job=" + job).path("messages");
  }

  private JsonNode call(String method, String path, Map<String, ?> body) {
    HttpResponse<String> answer =
        Board.send(
            board
                .request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Board.text(body))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Board.parse(answer.body());
  }

  private void awaitReady(String queue, int messages) throws Exception {
    try (Connection connection = suite.connect();
        Channel channel = connection.createChannel()) {
      await(messages + " in " + queue)
          .atMost(SOON)
          .until(() -> channel.messageCount(queue) == messages);
    }
  }

  private static Locator row(Page page, String id) {
    return page.locator("[data-testid=jobs-row][data-id='" + id + "']");
  }
}
