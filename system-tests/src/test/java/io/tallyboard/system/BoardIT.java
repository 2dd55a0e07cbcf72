package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.tallyboard.system.Browser.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The board in a real Chromium, as a person sees it. */
@Real
class BoardIT {

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  BoardIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void the_printed_link_signs_in_and_leaves_the_key_nowhere() {
    try (Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Page page = ann.page();

      assertThat(page.url()).doesNotContain(suite.adminKey());
      assertThat(String.valueOf(page.evaluate("JSON.stringify([localStorage, sessionStorage])")))
          .doesNotContain(suite.adminKey());
      page.goBack();
      assertThat(page.url()).doesNotContain(suite.adminKey());
      List<Cookie> cookies = ann.context().cookies();
      assertThat(cookies)
          .filteredOn(cookie -> cookie.name.equals("tallyboard_session"))
          .singleElement()
          .satisfies(
              cookie -> {
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
                assertThat(cookie.value).doesNotContain(suite.adminKey());
              });
      assertThat(suite.logs()).doesNotContain(suite.adminKey());
    }
  }

  @Test
  void who_has_no_session_is_asked_for_a_key_and_brought_back() {
    String file = board.upload("asked.txt", "text/plain", "any");
    try (Visitor guest = browser.visitor(suite.apiUri())) {
      Page page = guest.page();
      page.navigate("/ui/resource/file/" + file);

      page.getByTestId("sign-in-key").fill("wrong");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("sign-in-error")).not().isEmpty();

      page.getByTestId("sign-in-key").fill(suite.adminKey());
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("sentence")).containsText("No extractor has run");
      assertThat(URI.create(page.url()).getPath()).isEqualTo("/ui/resource/file/" + file);
    }
  }

  @Test
  void two_jobs_at_once_are_two_groups_that_go_on_by_themselves() {
    String name = PyExtractor.freshName("tab");
    try (PyExtractor one = works(name);
        PyExtractor two = works(name);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 2);
      String file = board.upload("tab.txt", "text/plain", "any");
      String first = board.submit(file, name, Map.of("seconds", 8));
      String second = board.submit(file, name, Map.of("seconds", 8));
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      page.evaluate("window.neverReloaded = true");

      // While both run.
      for (String id : List.of(first, second)) {
        assertThat(job(page, id)).hasAttribute("data-state", "PROCESSING");
      }
      assertThat(page.getByTestId("sentence")).containsText("running");
      ann.screenshot("tab-running");

      // Until both are done, without a reload.
      for (String id : List.of(first, second)) {
        assertThat(job(page, id)).hasAttribute("data-state", "SUCCEEDED");
      }
      assertThat(page.getByTestId("sentence")).containsText("1 of 1 extractor finished");
      assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);

      assertThat(page.getByTestId("extractor")).hasCount(1);
      assertThat(page.getByTestId("extractor")).hasAttribute("data-name", name);
      assertThat(page.getByTestId("job")).hasCount(2);
      for (String id : List.of(first, second)) {
        unfold(job(page, id));
        assertEventsAreItsOwn(job(page, id), id, id.equals(first) ? second : first);
        assertThat(job(page, id)).containsText(Suite.ADMIN);
        assertThat(job(page, id)).containsText("overlaps with");
      }
      ann.screenshot("tab-done");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void groups_fold_and_stay_folded_while_the_page_refreshes() throws Exception {
    String name = "test.folds." + UUID.randomUUID();
    String file = board.upload("folds.txt", "text/plain", "any");
    String job = "fold-" + UUID.randomUUID();
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
      wire.update(job, "start", "Started processing.", here);
      wire.update(job, "done", "Done processing.", here);
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      Locator group = page.getByTestId("extractor");
      assertThat(group.getByTestId("job")).hasCount(1);
      unfold(job(page, job));
      assertThat(job(page, job).getByTestId("event")).hasCount(2);

      job(page, job).locator("button.fold").first().click();
      assertThat(job(page, job).getByTestId("event")).hasCount(0);
      group.locator("button.fold").first().click();
      assertThat(group.getByTestId("job")).hasCount(0);

      // News of another extractor shows that the page has refreshed meanwhile.
      wire.update(job + "-2", "start", "x", Map.of("file_id", file, "extractor_id", name + ".b"));
      assertThat(page.getByTestId("extractor")).hasCount(2);
      assertThat(extractor(page, name).getByTestId("job")).hasCount(0);
      extractor(page, name).locator("button.fold").first().click();
      assertThat(extractor(page, name).getByTestId("job")).hasCount(1);
    }
  }

  @Test
  void past_runs_without_ids_and_hostile_texts_read_naturally() throws Exception {
    String name = "test.past." + UUID.randomUUID();
    String file = board.upload("<img src=x onerror=window.hacked=1>.txt", "text/plain", "any");
    Map<String, Object> past = new HashMap<>();
    past.put("job_id", null);
    past.put("file_id", file);
    past.put("extractor_id", name);
    past.put("start", "2019-04-02T10:00:00-00:00");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      wire.update("x", "start", "Started processing.", past);
      wire.update("x", "processing", "<script>window.hacked=1</script>", past);
      wire.update("x", "error", "<img src=x onerror=window.hacked=1>", past);
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      Locator run = page.getByTestId("job");
      assertThat(run).hasCount(1);
      assertThat(run).hasAttribute("data-state", "ERROR");
      assertThat(run).containsText("Past run");
      assertThat(run).containsText("inferred");
      unfold(run);
      assertThat(run.getByTestId("event")).hasCount(3);
      assertThat(run).containsText("<script>window.hacked=1</script>");
      assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
      assertThat(ann.complaints()).isEmpty();
      ann.screenshot("tab-past");
    }
  }

  @Test
  void the_recent_jobs_show_a_new_one_by_themselves_and_lead_to_its_tab() throws Exception {
    String name = "test.recent." + UUID.randomUUID();
    String job = "recent-" + UUID.randomUUID();
    String file = board.upload("recent.txt", "text/plain", "any");
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Page page = ann.page();
      page.navigate("/ui");
      wire.update(
          job, "start", "Started processing.", Map.of("file_id", file, "extractor_id", name));

      Locator row = page.locator("[data-testid=jobs-row][data-id='" + job + "']");
      assertThat(row).hasAttribute("data-state", "STARTED");
      wire.update(job, "done", "Done processing.", Map.of("file_id", file, "extractor_id", name));
      assertThat(row).hasAttribute("data-state", "SUCCEEDED");
      ann.screenshot("recent");

      row.locator("a[href*='/ui/resource/']").first().click();
      page.waitForURL(Pattern.compile(".*/ui/resource/.*" + Pattern.quote(file) + ".*"));
      assertThat(job(page, job)).hasAttribute("data-state", "SUCCEEDED");
    }
  }

  @Test
  void a_page_that_loses_its_server_says_so_and_recovers() {
    String file = board.upload("away.txt", "text/plain", "any");
    try (Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("sentence")).isVisible();

      ann.context().setOffline(true);
      assertThat(page.getByText("Cannot reach the board")).isVisible();
      ann.context().setOffline(false);
      assertThat(page.getByText("Cannot reach the board")).isHidden();
    }
  }

  private PyExtractor works(String name) {
    return PyExtractor.start(suite, "system-tests/extractors/works/works.py", name, 2);
  }

  private void assertEventsAreItsOwn(Locator job, String id, String other) {
    Locator events = job.getByTestId("event");
    assertThat(events.first()).isVisible();
    List<String> said = events.allInnerTexts();
    assertThat(said).anyMatch(text -> text.contains("Started processing."));
    assertThat(said.get(said.size() - 1)).contains("Done processing.");
    assertThat(said.stream().filter(text -> text.contains("step ")).toList())
        .hasSizeGreaterThan(5)
        .allMatch(text -> text.contains("of " + id))
        .noneMatch(text -> text.contains(other));
    for (Locator event : events.all()) {
      assertThat(event).hasAttribute("data-job", id);
    }
    // The board shows them all, and the API agrees.
    assertThat(board.messages(id).stream().filter(m -> m.startsWith("step ")).count())
        .isEqualTo(said.stream().filter(text -> text.contains("step ")).count());
    board.awaitState(id, Duration.ofSeconds(5), "SUCCEEDED");
  }

  private static void unfold(Locator job) {
    Locator button = job.locator("button.fold").first();
    if ("false".equals(button.getAttribute("aria-expanded"))) {
      button.click();
    }
  }

  private static Locator job(Page page, String id) {
    return page.locator("[data-testid=job][data-id='" + id + "']");
  }

  private static Locator extractor(Page page, String name) {
    return page.locator("[data-testid=extractor][data-name='" + name + "']");
  }
}
