package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tallyboard.system.Browser.Visitor;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The custom element on the example's page, which is another site than the board. */
@Real
class EmbedIT {

  private final Browser browser;
  private final Suite suite;
  private final Board board;
  private Portal portal;

  EmbedIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @BeforeEach
  void openPortal() throws IOException {
    portal = Portal.open(suite);
  }

  @AfterEach
  void closePortal() {
    portal.close();
  }

  @Test
  void a_page_of_another_site_shows_what_runs_live_with_a_key_in_a_header() throws Exception {
    String name = "test.embed." + UUID.randomUUID();
    String file = board.upload("embed.txt", "text/plain", "any");
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    String job = "embed-" + UUID.randomUUID();
    try (Wire wire = new Wire(suite);
        Visitor reader = browser.visitor(suite.portalUri())) {
      wire.update(job, "start", "Started processing.", here);
      Page page = reader.page();
      StringBuilder addresses = new StringBuilder();
      page.onRequest(request -> addresses.append(request.url()).append('\n'));
      show(page, "file/" + file, suite.adminKey());

      Locator row = page.locator("[data-testid=job][data-id='" + job + "']");
      assertThat(row).hasAttribute("data-state", "STARTED");
      wire.update(job, "done", "Done processing.", here);
      assertThat(row).hasAttribute("data-state", "SUCCEEDED");

      assertThat(addresses.toString()).doesNotContain(suite.adminKey());
      assertThat(reader.context().cookies()).isEmpty();
      assertThat(addresses.toString().lines())
          .filteredOn(url -> url.startsWith(suite.apiUri().toString()))
          .as("one script, no style sheet, and calls of the API")
          .allMatch(
              url -> url.contains("/embed/tallyboard-extractions.js") || url.contains("/v1/"));
      assertThat(reader.complaints()).isEmpty();
    }
  }

  @Test
  void the_styles_of_the_page_stay_outside_but_for_the_colours_it_gives() {
    String file = board.upload("styles.txt", "text/plain", "any");
    try (Visitor reader = browser.visitor(suite.portalUri())) {
      Page page = reader.page();
      show(page, "file/" + file, suite.adminKey());
      Locator sentence = page.getByTestId("sentence");
      assertThat(sentence).containsText("No extractor has run");

      assertThat(sentence).hasCSS("letter-spacing", "normal");
      assertThat(sentence).hasCSS("font-style", "normal");
      assertThat(sentence).not().hasCSS("font-family", "Georgia, serif");
      assertThat(page.locator("tallyboard-extractions .embedded"))
          .hasCSS("background-color", "rgb(255, 255, 255)");
      assertThat(page.locator("h1")).hasCSS("font-family", "Georgia, serif");
    }
  }

  @Test
  void what_is_wrong_is_said_inside_in_plain_words() {
    String file = board.upload("wrong.txt", "text/plain", "any");
    try (Visitor reader = browser.visitor(suite.portalUri())) {
      Page page = reader.page();
      Locator trouble = page.getByTestId("trouble");

      show(page, "file/" + file, "");
      assertThat(trouble).hasAttribute("data-trouble", "no-token");
      show(page, "file/" + file, "mistyped");
      assertThat(trouble).hasAttribute("data-trouble", "refused");
      show(page, "user/1", suite.adminKey());
      assertThat(trouble).containsText("“user/1” names no file or dataset");
      // Ids come from elsewhere, too: one that was never heard of is a file on which nothing ran.
      show(page, "file/nobody-has-this", suite.adminKey());
      assertThat(page.getByTestId("sentence")).containsText("No extractor has run");
      // A key that comes later, and from a function.
      show(page, "file/" + file, "");
      page.evaluate(
          "key => document.querySelector('tallyboard-extractions').token = async () => key",
          suite.adminKey());
      assertThat(page.getByTestId("sentence")).containsText("No extractor has run");
    }
  }

  @Test
  void a_site_that_is_not_allowed_is_told_who_can_allow_it() {
    // The same server by another name is another site.
    URI elsewhere = URI.create("http://localhost:" + suite.portalUri().getPort());
    String file = board.upload("elsewhere.txt", "text/plain", "any");
    try (Visitor reader = browser.visitor(elsewhere)) {
      show(reader.page(), "file/" + file, suite.adminKey());

      assertThat(reader.page().getByTestId("trouble"))
          .containsText("does not let " + elsewhere + " read from it");
    }
  }

  @ParameterizedTest
  @CsvSource({"1440,LIGHT", "1440,DARK", "390,LIGHT", "390,DARK"})
  void axe_finds_nothing_wrong_inside_it(int width, ColorScheme scheme) throws Exception {
    String name = "test.embed-axe." + UUID.randomUUID();
    String file = board.upload("embed-axe.txt", "text/plain", "any");
    Map<String, Object> here = Map.of("file_id", file, "extractor_id", name);
    try (Wire wire = new Wire(suite);
        Visitor reader = browser.visitor(suite.portalUri(), width, scheme)) {
      wire.update("axe-" + name, "start", "Started processing.", here);
      wire.update("axe-" + name, "error", "It did not work.", here);
      Page page = reader.page();
      show(page, "file/" + file, suite.adminKey());
      assertThat(page.getByTestId("job")).hasCount(1);

      assertThat(Axe.violations(page)).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
          .isEqualTo(false);
      reader.screenshot("embed-" + width + "-" + scheme);
    }
  }

  private void show(Page page, String resource, String key) {
    page.navigate("/?board=" + suite.apiUri() + "&resource=" + resource);
    page.locator("[name=key]").fill(key);
    page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
  }
}
