package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.tallyboard.system.Browser.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of extractors, of submissions and of rejected updates, as a person uses them. */
@Real
class ExtractorPagesIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  ExtractorPagesIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void the_board_shows_who_comes_works_and_goes_without_a_reload() {
    String name = PyExtractor.freshName("comes");
    try (Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Page page = ann.page();
      page.navigate("/ui/board?search=" + name);
      page.evaluate("window.neverReloaded = true");
      Locator row = page.locator("[data-testid=board-row][data-name='" + name + "']");
      try (PyExtractor comes = works(name)) {
        assertThat(row).hasAttribute("data-liveness", "ONLINE");
        assertThat(row).containsText("beats every");
        String file = board.upload("board.txt", "text/plain", "any");
        String job = board.submit(file, name, Map.of("seconds", 4));
        assertThat(row.locator("a[href*='state=running']")).hasText(Pattern.compile("1"));
        board.awaitState(job, SOON, "SUCCEEDED");
        row.locator("button.fold").click();
        assertThat(row.getByTestId("instance")).hasCount(1);
      }
      String file = board.upload("waits.txt", "text/plain", "any");
      board.submit(file, name, Map.of());

      assertThat(row).hasAttribute("data-liveness", "OFFLINE");
      assertThat(row.getByTestId("notice")).containsText("1 job waits for it");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);

      page.getByTestId("board-show-online").click();
      assertThat(row).hasCount(0);
      assertThat(page.url()).contains("show=online");
      page.goBack();
      assertThat(row).hasCount(1);

      row.locator("a").first().click();
      assertThat(page.getByTestId("latest-job")).hasCount(2);
      assertThat(page.getByTestId("parameters")).containsText("How long to work.");
      assertThat(page.getByTestId("recent")).containsText("1 succeeded");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void files_are_uploaded_and_submitted_and_lead_to_their_jobs() {
    String name = PyExtractor.freshName("submit");
    try (PyExtractor works = works(name);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      Page page = ann.page();
      page.navigate("/ui/submit");
      page.getByTestId("submit").click();
      assertThat(page.locator("#files-fault")).hasText("Choose at least one file.");

      page.getByTestId("files").setInputFiles(new FilePayload[] {text("one.txt"), text("two.txt")});
      page.getByTestId("dataset").fill("set of two");
      Locator choice = page.locator("[data-testid=choice][data-name='" + name + "'] input");
      choice.check();
      Locator seconds = page.locator("[data-testid=parameter][data-name=seconds]");
      seconds.locator("input").fill("-1");
      assertThat(page.getByTestId("submit")).hasText("Submit 2 jobs");
      page.getByTestId("submit").click();
      assertThat(seconds.locator(".problem")).hasText("At least 0 is expected.");
      assertThat(seconds.locator("input")).isFocused();

      seconds.locator("input").fill("1");
      page.getByTestId("submit").click();
      assertThat(page.getByTestId("submitted-job")).hasCount(2);
      assertThat(page.getByTestId("outcome")).containsText("2 jobs are submitted.");
      String id = page.getByTestId("submitted-job").first().getAttribute("title");
      assertThat(board.job(id).at("/parameters/seconds").asInt()).isEqualTo(1);
      board.awaitState(id, SOON, "SUCCEEDED");
      page.getByTestId("see-extractions").first().click();
      assertThat(page.locator("[data-testid=job][data-id='" + id + "']"))
          .hasAttribute("data-state", "SUCCEEDED");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void a_dataset_that_is_named_at_submitting_is_made_once_and_listed() {
    String name = PyExtractor.freshName("named");
    String dataset = "Survey " + UUID.randomUUID();
    try (PyExtractor works = works(name);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      Page page = ann.page();
      for (String file : new String[] {"first.txt", "second.txt"}) {
        page.navigate("/ui/submit?extractor=" + name);
        page.getByTestId("files").setInputFiles(text(file));
        page.getByTestId("dataset").fill(dataset);
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("submitted-job")).hasCount(1);
      }

      page.navigate("/ui/datasets");
      page.getByTestId("datasets-search").fill(dataset.toUpperCase(Locale.ROOT));
      page.getByTestId("datasets-search").press("Enter");
      Locator row = page.getByTestId("dataset-row");
      assertThat(row).hasCount(1);
      assertThat(row).containsText("2 files");
      assertThat(row).containsText(Suite.ADMIN);
      page.getByTestId("show-all").click();
      assertThat(page.getByTestId("datasets-search")).hasValue("");
      page.goBack();
      assertThat(row).hasCount(1);
      page.keyboard().press("j");
      page.keyboard().press("o");
      assertThat(page.locator("h1")).containsText(dataset);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void a_job_is_submitted_by_the_keyboard_alone() {
    String name = PyExtractor.freshName("keys");
    String file = board.upload("keys.txt", "text/plain", "any");
    try (PyExtractor works = works(name);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      Page page = ann.page();
      page.navigate("/ui/submit");
      Locator choice = page.locator("[data-testid=choice][data-name='" + name + "'] input");
      assertThat(choice).isVisible();
      tabTo(page, page.getByTestId("source-files"));
      // From the first of them to the last.
      page.keyboard().press("ArrowUp");
      tabTo(page, page.getByTestId("known"));
      page.keyboard().type("file/" + file);
      tabTo(page, choice);
      page.keyboard().press("Space");
      assertThat(page.getByTestId("parameter")).isVisible();
      tabTo(page, page.getByTestId("submit"));
      page.keyboard().press("Enter");

      assertThat(page.locator("#outcome-title")).isFocused();
      assertThat(page.getByTestId("submitted-job")).hasCount(1);
    }
  }

  @Test
  void what_was_rejected_is_shown_as_text_and_replayed_one_by_one_or_all_that_match()
      throws Exception {
    String mark = "mark-" + UUID.randomUUID();
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update("<img src=x onerror=window.hacked=1> " + mark);
      wire.update("[\"" + mark + "\"]");
      Page page = ann.page();
      page.navigate("/ui/rejected?text=" + mark);
      assertThat(page.getByTestId("rejected-row")).hasCount(2);
      assertThat(page.getByTestId("sentence")).hasText("2 rejected messages match.");
      page.getByTestId("reason-NOT_JSON").click();
      assertThat(page.getByTestId("rejected-row")).hasCount(1);

      page.getByTestId("rejected-row").locator("button").first().click();
      assertThat(page.getByTestId("rejected-body"))
          .hasText("<img src=x onerror=window.hacked=1> " + mark);
      page.getByTestId("replay").click();
      assertThat(page.getByTestId("replay-told")).containsText("Asked for");
      assertThat(page.getByTestId("rejected-row")).containsText("replayed in vain");
      assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);

      page.navigate("/ui/rejected?text=" + mark + "&replayed=false");
      page.getByTestId("replay-many").click();
      assertThat(page.getByTestId("replay-confirm")).hasText("Replay 2 messages");
      page.getByTestId("replay-confirm").click();
      assertThat(page.getByTestId("replay-many-told")).containsText("2 messages asked for");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1440,LIGHT", "1440,DARK", "390,LIGHT", "390,DARK"})
  void axe_finds_nothing_wrong_and_nothing_scrolls_sideways(int width, ColorScheme scheme)
      throws Exception {
    String name = PyExtractor.freshName("axe");
    try (PyExtractor works = works(name);
        Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri(), width, scheme).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      String file = board.upload("axe.txt", "text/plain", "any");
      board.awaitState(board.submit(file, name, Map.of("seconds", 0)), SOON, "SUCCEEDED");
      String mark = "mark-" + UUID.randomUUID();
      wire.update(mark + " is no JSON");
      Page page = ann.page();

      page.navigate("/ui/board?search=" + name);
      page.getByTestId("board-row").locator("button.fold").click();
      assertThat(page.getByTestId("instance")).isVisible();
      inOrder(page, "board");

      page.navigate("/ui/extractors/" + name);
      assertThat(page.getByTestId("recent")).isVisible();
      assertThat(page.getByTestId("latest-job")).hasCount(1);
      inOrder(page, "extractor");

      page.navigate("/ui/submit?extractor=" + name);
      page.getByTestId("submit").click();
      assertThat(page.getByTestId("parameter")).isVisible();
      inOrder(page, "submit");

      page.navigate("/ui/rejected?text=" + mark);
      page.getByTestId("rejected-row").locator("button").first().click();
      assertThat(page.getByTestId("rejected-body")).isVisible();
      inOrder(page, "rejected");
      page.getByTestId("replay-many").click();
      assertThat(page.getByTestId("replay-confirm")).isVisible();
      inOrder(page, "replay");
    }
  }

  private static void inOrder(Page page, String what) {
    assertThat(Axe.violations(page)).as(what).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        .as(what + " scrolls sideways")
        .isEqualTo(false);
  }

  /** Presses Tab until it has the focus; an element that cannot be reached so fails the test. */
  private static void tabTo(Page page, Locator target) {
    for (int presses = 0; presses < 80; presses++) {
      if (Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("not reached by Tab: " + target);
  }

  private static FilePayload text(String name) {
    return new FilePayload(name, "text/plain", "some words".getBytes(StandardCharsets.UTF_8));
  }

  private PyExtractor works(String name) {
    return PyExtractor.start(suite, "system-tests/extractors/works/works.py", name, 2);
  }
}
