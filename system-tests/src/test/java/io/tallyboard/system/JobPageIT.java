package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.tallyboard.system.Browser.Visitor;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One job in the browser: how it stands, its attempts, its log. */
@Real
class JobPageIT {
  private static final LocatorAssertions.HasTextOptions SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(3000);

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  JobPageIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void a_job_tells_how_it_stands_and_why_it_was_tried_again() throws Exception {
    String job = "page-" + UUID.randomUUID();
    Map<String, Object> here = Map.of("file_id", "f-" + job, "extractor_id", "test.page");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update(job, "start", "Started processing.", here);
      wire.update(job, "retry", "(#1) No space left.", here);
      wire.update(job, "start", "Started processing.", here);
      wire.update(job, "error", "No space left at all.", here);
      board.awaitState(job, Duration.ofSeconds(20), "ERROR");
      Page page = ann.page();
      page.navigate("/ui/jobs/" + job);

      assertThat(page.getByTestId("job-stands"))
          .containsText("Failed 2 times, at last with: No space left at all.");
      assertThat(page.getByTestId("job-next"))
          .containsText("mend the cause, then replay it or run it again");
      assertThat(page.getByTestId("timeline-attempt")).hasCount(2);
      assertThat(page.getByTestId("timeline-attempt").nth(1))
          .containsText("put back by the extractor");
      page.getByText("As a table").click();
      assertThat(page.getByTestId("timeline-table").locator("tbody tr")).hasCount(2);
      assertThat(page.getByTestId("log-line")).hasCount(4);
      page.getByTestId("log-level").selectOption("ERROR");
      assertThat(page.getByTestId("log-line")).hasCount(1);
      assertThat(page.getByTestId("log-line")).containsText("No space left at all.");
      page.getByText("Job message as it was sent").click();
      assertThat(page.getByText("This board did not send the job")).isVisible();
      assertThat(ann.complaints()).allMatch(text -> text.contains("404"));
    }
  }

  @Test
  void what_happens_appears_within_seconds_and_without_a_reload() throws Exception {
    String job = "live-" + UUID.randomUUID();
    Map<String, Object> here = Map.of("file_id", "f-" + job, "extractor_id", "test.live");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update(job, "start", "Started processing.", here);
      board.awaitState(job, Duration.ofSeconds(20), "STARTED");
      Page page = ann.page();
      page.navigate("/ui/jobs/" + job);
      assertThat(page.getByTestId("log-line")).hasCount(1);
      page.evaluate("window.neverReloaded = true");
      String before = page.getByTestId("job-stands").innerText();

      wire.update(job, "processing", "half of it", here);
      assertThat(page.getByTestId("log-line").last()).hasText(Pattern.compile("half of it"), SOON);
      assertThat(page.getByTestId("job-stands")).containsText("Running for");
      assertThat(page.getByTestId("job-stands")).not().hasText(before);

      wire.update(job, "done", "Done processing.", here);
      assertThat(page.getByTestId("job-stands")).hasText(Pattern.compile("Succeeded at .*"), SOON);
      assertThat(page.getByTestId("log-line")).hasCount(3);
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void its_id_message_and_log_can_be_taken_away() throws Exception {
    String name = PyExtractor.freshName("taken");
    try (PyExtractor works =
            PyExtractor.start(suite, "system-tests/extractors/works/works.py", name, 2);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      String file = board.upload("taken.txt", "text/plain", "any");
      String job = board.submit(file, name, Map.of("seconds", 1));
      board.awaitState(job, Duration.ofSeconds(30), "SUCCEEDED");
      ann.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      Page page = ann.page();
      page.navigate("/ui/jobs/" + job);
      assertThat(page.getByTestId("log-line").first()).isVisible();

      page.getByText("Copy id").click();
      assertThat(page.getByText("Copied").first()).isVisible();
      assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(job);

      page.getByText("Job message as it was sent").click();
      assertThat(page.getByTestId("job-message")).containsText("\"secretKey\": \"…\"");
      assertThat(page.getByTestId("job-message")).containsText(job);

      Download text = page.waitForDownload(() -> page.getByTestId("log-download-text").click());
      assertThat(text.suggestedFilename()).isEqualTo("job-" + job + ".log");
      assertThat(read(text)).contains("STARTED").contains("Done processing.");
      Download lines = page.waitForDownload(() -> page.getByTestId("log-download-ndjson").click());
      assertThat(lines.suggestedFilename()).isEqualTo("job-" + job + ".ndjson");
      assertThat(read(lines).lines().map(Board::parse)).hasSize(board.events(job).size());
    }
  }

  @Test
  void a_log_of_100000_lines_is_read_without_freezing() throws Exception {
    String job = "long-" + UUID.randomUUID();
    Map<String, Object> here = Map.of("file_id", "f-" + job, "extractor_id", "test.long");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update(job, "start", "Started processing.", here);
      wire.progress(job, 99_990, here);
      board.awaitJob(job, Duration.ofMinutes(2), now -> now.path("updates").asLong() >= 99_991);
      Page page = ann.page();
      LongTasks.watch(page);
      page.navigate("/ui/jobs/" + job);
      Locator lines = page.getByTestId("log-line");
      assertThat(lines.last()).containsText("line 99990");

      page.getByTestId("log").hover();
      for (int i = 0; i < 40; i++) {
        page.mouse().wheel(0, -2500);
        page.waitForTimeout(50);
      }
      // What is drawn is what is in sight, however much was read.
      assertThat(lines.count()).isLessThan(400);
      page.getByTestId("log-first").click();
      assertThat(lines.nth(1)).containsText("line 1");
      page.getByTestId("log-text").fill("line 7777");
      assertThat(lines.first()).containsText("line 7777");
      page.getByTestId("log-text").fill("");
      assertThat(lines.last()).containsText("line 99990");

      // It follows what is said meanwhile.
      wire.update(job, "processing", "a word at last", here);
      assertThat(lines.last()).hasText(Pattern.compile("a word at last"), SOON);
      // A frame or two may be late on a busy machine; a frozen page takes seconds.
      assertThat(LongTasks.longest(page)).isLessThan(Duration.ofMillis(500));
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void the_address_of_an_event_leads_to_it() throws Exception {
    String job = "event-" + UUID.randomUUID();
    Map<String, Object> here = Map.of("file_id", "f-" + job, "extractor_id", "test.event");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update(job, "start", "Started processing.", here);
      wire.progress(job, 700, here);
      board.awaitJob(job, Duration.ofSeconds(30), now -> now.path("updates").asLong() >= 701);
      String early = board.events(job).get(10).path("id").asText();
      Page page = ann.page();
      page.navigate("/ui/jobs/" + job + "#event-" + Board.encoded(early));

      Locator marked = page.locator("[data-testid=log-line].marked");
      assertThat(marked).containsText("line 10");
      assertThat(marked).isInViewport();

      page.navigate("/ui/jobs/no-such-job");
      assertThat(page.getByTestId("unknown")).containsText("no-such-job");
    }
  }

  private static String read(Download download) throws Exception {
    try (InputStream bytes = download.createReadStream()) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }
}
