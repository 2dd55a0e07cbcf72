package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tallyboard.system.Browser.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finding any job in the browser. */
@Real
class JobsPageIT {
  private static final LocatorAssertions.HasAttributeOptions SOON =
      new LocatorAssertions.HasAttributeOptions().setTimeout(3000);

  private final Browser browser;
  private final Suite suite;
  private final Board board;
  private final String extractor = "test.list." + UUID.randomUUID();

  JobsPageIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void back_restores_filters_rows_and_scroll() throws Exception {
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      done(wire, 120);
      Page page = ann.page();
      page.navigate("/ui?extractor=" + extractor);
      page.getByTestId("filter-succeeded").click();
      assertThat(page).hasURL(Pattern.compile("state=succeeded"));
      assertThat(page.getByTestId("jobs-row")).hasCount(50);
      page.getByTestId("load-more").click();
      assertThat(page.getByTestId("jobs-row")).hasCount(100);
      page.evaluate("window.scrollTo(0, 600)");

      page.getByTestId("jobs-row").nth(45).locator(".row-link").click();
      assertThat(page.getByTestId("job-head")).isVisible();
      page.goBack();

      assertThat(page.getByTestId("jobs-row")).hasCount(100);
      assertThat(page.getByTestId("filter-succeeded")).hasAttribute("aria-pressed", "true");
      await("the scroll of before")
          .pollInSameThread()
          .until(() -> Boolean.TRUE.equals(page.evaluate("Math.abs(scrollY - 600) < 40")));
      page.goBack();
      assertThat(page.getByTestId("filter-succeeded")).hasAttribute("aria-pressed", "false");
      assertThat(page.getByTestId("chosen")).containsText(extractor);
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void the_search_field_understands_what_people_know_of_a_job() throws Exception {
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      done(wire, 3);
      String uuid = UUID.randomUUID().toString();
      wire.update(uuid, "start", "Started processing.", Map.of("extractor_id", extractor));
      wire.update(uuid, "error", "A rare failure of its own.", Map.of("extractor_id", extractor));
      board.awaitState(uuid, Duration.ofSeconds(20), "ERROR");
      Page page = ann.page();
      page.navigate("/ui");

      search(page, uuid);
      assertThat(rows(page)).hasCount(1);
      assertThat(page).hasURL(Pattern.compile("id=" + uuid));
      search(page, "file/file-of-" + extractor + "-1");
      assertThat(rows(page)).hasCount(1);
      assertThat(rows(page)).hasAttribute("data-id", extractor + "-1");
      search(page, "extractor:" + extractor + " rare failure");
      assertThat(rows(page)).hasCount(1);
      assertThat(page.getByTestId("chosen")).containsText(extractor);
      search(page, "is:succeeded attempts>0");
      assertThat(rows(page)).hasCount(3);
      search(page, "ran>1h");
      assertThat(page.getByTestId("empty")).containsText("No job matches these filters");
      page.getByTestId("clear").click();
      assertThat(page).hasURL(Pattern.compile("/ui$"));

      // How many there are of each state stands on its button.
      page.navigate("/ui?extractor=" + extractor);
      assertThat(page.getByTestId("filter-succeeded").locator(".count")).hasText("3");
      assertThat(page.getByTestId("filter-failed").locator(".count")).hasText("1");
      page.getByTestId("sort-elapsed").click();
      assertThat(page).hasURL(Pattern.compile("sort=-elapsed"));
      assertThat(rows(page)).hasCount(4);
      page.getByTestId("more-filters").click();
      page.locator("[name=minAttempts]").fill("2");
      page.getByTestId("apply-filters").click();
      assertThat(page.getByTestId("empty")).isVisible();
    }
  }

  @Test
  void rows_change_by_themselves_and_none_moves_under_the_pointer() throws Exception {
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      String first = extractor + "-first";
      Map<String, Object> here = Map.of("extractor_id", extractor);
      wire.update(first, "start", "Started processing.", here);
      Page page = ann.page();
      page.navigate("/ui?extractor=" + extractor);
      assertThat(rows(page)).hasCount(1);
      page.evaluate("window.neverReloaded = true");
      String ran = rows(page).locator(".cell-ran").innerText();
      assertThat(rows(page).locator(".cell-ran")).not().hasText(ran);

      rows(page).first().hover();
      wire.update(first, "done", "Done processing.", here);
      assertThat(rows(page).first()).hasAttribute("data-state", "SUCCEEDED", SOON);
      wire.update(extractor + "-second", "start", "Started processing.", here);
      assertThat(page.getByTestId("show-held")).containsText("Show 1 new job");
      assertThat(rows(page)).hasCount(1);
      page.mouse().move(5, 5);
      assertThat(rows(page)).hasCount(2);
      assertThat(rows(page).first()).hasAttribute("data-id", extractor + "-second");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
    }
  }

  @Test
  void the_keyboard_alone_finds_a_job_by_night() throws Exception {
    try (Wire wire = new Wire(suite);
        Visitor ann =
            browser.visitor(suite.apiUri(), 1440, ColorScheme.DARK).signIn(suite.adminKey())) {
      done(wire, 3);
      Page page = ann.page();
      page.navigate("/ui");
      assertThat(rows(page).first()).isVisible();
      Object paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
      assertThat(String.valueOf(paper)).isEqualTo("rgb(21, 22, 23)");

      page.keyboard().press("/");
      page.keyboard().type("extractor:" + extractor);
      page.keyboard().press("Enter");
      assertThat(rows(page)).hasCount(3);
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      page.keyboard().press("j");
      Locator second = rows(page).nth(1);
      assertThat(second.locator("[data-row]")).isFocused();
      String id = second.getAttribute("data-id");
      page.keyboard().press("o");
      assertThat(page).hasURL(Pattern.compile("/ui/jobs/" + id));
      assertThat(page.getByTestId("job-head")).isVisible();
      page.keyboard().press("?");
      assertThat(page.locator("dialog.keys")).isVisible();
    }
  }

  @Test
  void a_list_that_changes_50_times_a_second_stays_smooth() throws Exception {
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Map<String, Object> here = Map.of("extractor_id", extractor);
      for (int i = 0; i < 50; i++) {
        wire.update(extractor + "-" + i, "start", "Started processing.", here);
      }
      Page page = ann.page();
      LongTasks.watch(page);
      page.navigate("/ui?extractor=" + extractor);
      assertThat(rows(page)).hasCount(50);
      long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      for (int round = 0; System.nanoTime() < until; round++) {
        long next = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 50; i++) {
          wire.update(extractor + "-" + i, "processing", "round " + round, here);
        }
        page.waitForTimeout(Math.max(0, (next - System.nanoTime()) / 1e6));
      }
      assertThat(page.getByText("round").first()).isVisible();
      assertThat(LongTasks.longest(page)).isLessThan(Duration.ofMillis(300));
    }
  }

  private void done(Wire wire, int count) throws Exception {
    for (int i = 1; i <= count; i++) {
      String job = extractor + "-" + i;
      wire.update(job, "start", "Started processing.", Map.of("extractor_id", extractor));
      wire.update(job, "done", "Done processing.", Map.of("extractor_id", extractor));
    }
    board.awaitState(extractor + "-" + count, Duration.ofSeconds(30), "SUCCEEDED");
  }

  private static void search(Page page, String text) {
    Locator field = page.getByTestId("search");
    field.fill(text);
    field.press("Enter");
  }

  private static Locator rows(Page page) {
    return page.getByTestId("jobs-row");
  }
}
