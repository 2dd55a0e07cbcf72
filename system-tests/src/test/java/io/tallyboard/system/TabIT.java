package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tallyboard.system.Browser.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Extractions tab: its two views, what it is narrowed to, and what it says by itself. */
@Real
class TabIT {

  private final Browser browser;
  private final Suite suite;
  private final Board board;
  private final String name = "test.view." + UUID.randomUUID();

  TabIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void all_events_stand_in_one_list_each_with_its_job() throws Exception {
    String file = board.upload("list.txt", "text/plain", "any");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      twoAtOnce(wire, file);
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("extractor")).hasCount(1);
      assertThat(page.getByTestId("job")).hasCount(2);
      assertThat(page.getByTestId("job").first()).containsText("overlaps with");

      page.getByTestId("view-events").click();
      Locator events = page.getByTestId("all-event");
      assertThat(events).hasCount(6);
      assertThat(page).hasURL(Pattern.compile("view=events"));
      // The newest first, and then as they happened; each says whose it is.
      assertThat(events.first()).containsText("Done by b");
      page.getByTestId("tab-sort").selectOption("oldest");
      assertThat(events.allInnerTexts())
          .extracting(text -> text.replaceAll("(?s).*(Started|half|Done) by (.).*", "$1 $2"))
          .containsExactly("Started a", "Started b", "half a", "half b", "Done a", "Done b");
      assertThat(events.nth(3)).hasAttribute("data-job", name + "-b");

      page.reload();
      assertThat(events.first()).containsText("Started by a");
      page.getByTestId("tab-text").fill("half");
      assertThat(events).hasCount(2);
      page.getByTestId("view-extractors").click();
      assertThat(page.getByTestId("job")).hasCount(2);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void a_choice_of_states_survives_a_visit_to_a_job() throws Exception {
    String file = board.upload("choice.txt", "text/plain", "any");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      twoAtOnce(wire, file);
      Map<String, Object> other = Map.of("file_id", file, "extractor_id", name + ".other");
      wire.update(name + "-c", "start", "Started by c", other);
      wire.update(name + "-c", "error", "It broke.", other);
      board.awaitState(name + "-c", Duration.ofSeconds(20), "ERROR");
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("job")).hasCount(3);

      page.getByTestId("tab-failed").click();
      assertThat(page.getByTestId("job")).hasCount(1);
      assertThat(page.getByTestId("job")).hasAttribute("data-id", name + "-c");
      Locator job = page.getByTestId("job");
      if ("false".equals(job.locator("button.fold").first().getAttribute("aria-expanded"))) {
        job.locator("button.fold").first().click();
      }
      job.getByText("All of this job").click();
      assertThat(page.getByTestId("job-head")).hasAttribute("data-state", "ERROR");
      page.goBack();
      assertThat(page.getByTestId("job")).hasCount(1);
      assertThat(page.getByTestId("tab-failed")).hasAttribute("aria-pressed", "true");
      page.getByTestId("tab-clear").click();
      assertThat(page.getByTestId("job")).hasCount(3);
      page.getByTestId("tab-sort").selectOption("name");
      assertThat(page.getByTestId("extractor").first()).hasAttribute("data-name", name);
    }
  }

  @Test
  void a_running_job_ticks_and_its_words_come_within_seconds() throws Exception {
    String file = board.upload("ticks.txt", "text/plain", "any");
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("empty")).isVisible();
      // Of a page where nothing runs, too.
      wire.update(name, "start", "Started processing.", here);
      Locator job = page.getByTestId("job");
      assertThat(job).hasAttribute("data-state", "STARTED");
      String since = job.locator(".job-state").innerText();
      assertThat(job.locator(".job-state")).not().hasText(since);

      wire.update(name, "processing", "half of it", here);
      assertThat(job.getByTestId("event").last()).containsText("half of it");
      wire.update(name, "done", "Done processing.", here);
      assertThat(job).hasAttribute("data-state", "SUCCEEDED");
      assertThat(job.getByTestId("event")).hasCount(3);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void older_jobs_come_in_their_place_and_open_like_the_others() throws Exception {
    String file = board.upload("many.txt", "text/plain", "any");
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      for (int i = 1; i <= 130; i++) {
        wire.update(name + "-" + i, "start", "Started by " + i, here);
        wire.update(name + "-" + i, "done", "Done by " + i, here);
      }
      board.awaitState(name + "-130", Duration.ofSeconds(30), "SUCCEEDED");
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("job")).hasCount(100);
      assertThat(page.getByTestId("extractor")).containsText("100 of 130 jobs");
      page.getByTestId("older").click();
      assertThat(page.getByTestId("job")).hasCount(130);
      assertThat(page.getByTestId("older")).hasCount(0);

      Locator oldest = page.locator("[data-testid=job][data-id='" + name + "-1']");
      oldest.locator("button.fold").first().click();
      assertThat(oldest.getByTestId("event")).hasCount(2);
      assertThat(oldest.getByTestId("event").first()).containsText("Started by 1");
    }
  }

  @Test
  void a_dataset_sums_up_its_files() {
    String dataset = "dataset-" + UUID.randomUUID();
    String file = board.uploadTo(dataset, "member.txt", "text/plain", "any");
    String works = PyExtractor.freshName("member");
    try (PyExtractor extractor =
            PyExtractor.start(suite, "system-tests/extractors/works/works.py", works, 2);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(works, 1);
      Page page = ann.page();
      page.navigate("/ui/resource/dataset/" + dataset);
      assertThat(page.getByTestId("sentence")).isVisible();
      board.submit(file, works, Map.of("seconds", 1));

      // Without a reload.
      Locator row = page.getByTestId("rollup-file");
      assertThat(row).hasCount(1);
      assertThat(row).containsText("1 succeeded");
      assertThat(row).containsText("member.txt");
      row.locator("a").first().click();
      assertThat(page.getByTestId("job")).hasCount(1);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  private void twoAtOnce(Wire wire, String file) throws Exception {
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    for (String word : List.of("start Started", "processing half", "done Done")) {
      String[] parts = word.split(" ");
      for (String job : List.of("a", "b")) {
        wire.update(name + "-" + job, parts[0], parts[1] + " by " + job, here);
      }
      if (parts[0].equals("processing")) {
        // Read at one moment, together with their ends, they would overlap by nothing.
        board.awaitState(name + "-b", Duration.ofSeconds(20), "PROCESSING");
      }
    }
    board.awaitState(name + "-b", Duration.ofSeconds(20), "SUCCEEDED");
  }
}
