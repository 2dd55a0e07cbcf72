package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tallyboard.system.Browser.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of jobs for everybody: on large screens and small ones, by day and by night. */
@Real
class AccessibilityIT {

  private final Browser browser;
  private final Suite suite;
  private final Board board;

  AccessibilityIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @ParameterizedTest
  @CsvSource({"1440,LIGHT", "1440,DARK", "390,LIGHT", "390,DARK"})
  void axe_finds_nothing_wrong_and_nothing_scrolls_sideways(int width, ColorScheme scheme)
      throws Exception {
    String file = board.upload("for-everybody.txt", "text/plain", "any");
    String name = "test.axe." + UUID.randomUUID();
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    try (Wire wire = new Wire(suite);
        Visitor ann = browser.visitor(suite.apiUri(), width, scheme).signIn(suite.adminKey())) {
      wire.update("axe-" + name, "start", "Started processing.", here);
      wire.update("axe-" + name, "retry", "It did not work.", here);
      wire.update("axe-" + name, "start", "Started processing.", here);
      wire.update("axe-" + name, "error", "It did not work again.", here);
      wire.update("axe-2" + name, "start", "Started processing.", here);
      Page page = ann.page();

      page.navigate("/ui?resource=file/" + file);
      assertThat(page.getByTestId("jobs-row")).hasCount(2);
      inOrder(page, "jobs");
      page.getByTestId("more-filters").click();
      inOrder(page, "filters");
      page.getByTestId("more-filters").click();
      for (String key : List.of("j", "x", "j", "x")) {
        page.keyboard().press(key);
      }
      assertThat(page.getByTestId("bulk-count")).hasText("2 jobs selected");
      inOrder(page, "two rows side by side");
      page.locator("[data-state=STARTED] [data-pick]").click();
      assertThat(page.getByTestId("bulk-bar")).isVisible();
      inOrder(page, "bar of many");
      page.getByTestId("bulk-rerun").click();
      assertThat(page.getByTestId("bulk-confirm")).isVisible();
      inOrder(page, "question about many");
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("bulk-rerun")).isFocused();

      page.navigate("/ui/resource/file/" + file);
      assertThat(page.getByTestId("job")).hasCount(2);
      inOrder(page, "tab");
      page.getByTestId("view-events").click();
      assertThat(page.getByTestId("all-event").first()).isVisible();
      inOrder(page, "all events");

      page.navigate("/ui/jobs/axe-" + name);
      assertThat(page.getByTestId("log-line")).hasCount(4);
      page.getByText("As a table").click();
      page.getByText("Job message as it was sent").click();
      inOrder(page, "job");
      page.keyboard().press("?");
      inOrder(page, "keys");
      ann.screenshot("job-" + width + "-" + scheme);
      page.keyboard().press("Escape");

      page.navigate("/ui/jobs/axe-2" + name);
      page.getByTestId("act-cancel").click();
      assertThat(page.getByTestId("act-confirm")).isVisible();
      inOrder(page, "question about one");

      page.navigate("/ui/errors");
      assertThat(page.getByTestId("sentence")).isVisible();
      inOrder(page, "error queues");
      page.navigate("/ui/datasets");
      assertThat(page.locator("main .rows, main [data-testid=empty]").first()).isVisible();
      inOrder(page, "datasets");
      page.navigate("/ui/audit");
      assertThat(page.getByTestId("audit-action")).isVisible();
      inOrder(page, "audit");
    }
  }

  private static void inOrder(Page page, String what) {
    assertThat(Axe.violations(page)).as(what).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        .as(what + " scrolls sideways")
        .isEqualTo(false);
  }
}
