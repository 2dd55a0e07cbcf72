package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import io.tallyboard.system.Browser.Visitor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures of every page, from a running demo: see {@code system-tests/screenshots}, which alone runs it. */
@Tag("screenshots")
class Screenshots {
  private static final int MOST_BYTES = 250_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI LINK = URI.create(System.getenv().getOrDefault("SCREENSHOTS_LINK", ""));
  private static Browser browser;
  private static Visitor visitor;
  private static Scene scene;

  private final Path folder = Path.of(System.getProperty("tallyboard.test.images"));
  private final Page page = visitor.page();

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start();
    visitor = browser.visitor(LINK.resolve("/"));
    visitor
        .page()
        .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    visitor.signIn(LINK.getFragment());
    scene = new Scene(visitor.page().request(), System.getenv("SCREENSHOTS_BROKER"));
  }

  @AfterAll
  static void close() throws Exception {
    if (scene != null) {
      scene.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void jobs() throws Exception {
    take("jobs", "/ui", page.getByTestId("jobs-row").first());
  }

  @Test
  void job() throws Exception {
    String failed = read("/v1/jobs?state=ERROR&identity=GIVEN&limit=1").at("/jobs/0/id").asText();
    take("job", "/ui/jobs/" + failed, page.getByText("Attempt 11").first());
  }

  @Test
  void resource() throws Exception {
    JsonNode jobs = read("/v1/jobs?identity=INFERRED&limit=1");
    String file = jobs.at("/jobs/0/resource/id").asText();
    take("resource", "/ui/resource/file/" + file, page.getByTestId("sentence"));
  }

  @Test
  void dataset() throws Exception {
    take("dataset", "/ui/resource/dataset/shift-log", page.getByTestId("sentence"));
  }

  @Test
  void board() throws Exception {
    // It is late for six seconds of each twenty or so: worth to wait for.
    take("board", "/ui/board", page.locator("[data-testid=board-row][data-liveness=LATE]"));
  }

  @Test
  void extractor() throws Exception {
    take(
        "extractor",
        "/ui/extractors/tallyboard.demo.fails-half-the-time",
        page.getByTestId("latest-job").first());
  }

  @Test
  void settings() throws Exception {
    take("settings", "/ui/extractors/" + Scene.PRIVATE, page.getByTestId("grant").first());
  }

  @Test
  void actions() throws Exception {
    page.navigate("/ui?state=succeeded");
    page.getByTestId("jobs-row").first().waitFor();
    for (int row = 0; row < 3; row++) {
      page.keyboard().press("j");
      page.keyboard().press("x");
    }
    page.getByTestId("bulk-rerun").click();
    take("actions", null, page.getByTestId("bulk-confirm"));
  }

  @Test
  void errors() throws Exception {
    page.navigate("/ui/errors");
    page.locator("[data-testid=error-row] button").last().click();
    take("errors", null, page.getByTestId("error-body"));
  }

  @Test
  void audit() throws Exception {
    take("audit", "/ui/audit", page.getByTestId("audit-row").first());
  }

  @Test
  void datasets() throws Exception {
    take("datasets", "/ui/datasets", page.getByTestId("dataset-row").first());
  }

  @Test
  void submit() throws Exception {
    page.navigate("/ui/submit?extractor=tallyboard.demo.slow");
    page.getByTestId("files")
        .setInputFiles(
            new FilePayload(
                "harbour.txt", "text/plain", "two words\n".getBytes(StandardCharsets.UTF_8)));
    page.locator("[data-testid=choice][data-name='tallyboard.wordcount'] input").check();
    take("submit", null, page.getByTestId("parameter").first());
  }

  @Test
  void rejected() throws Exception {
    page.navigate("/ui/rejected");
    page.locator("[data-testid=rejected-row][data-reason=NOT_JSON] button").first().click();
    take("rejected", null, page.getByTestId("rejected-body"));
  }

  @Test
  void sign_in() throws Exception {
    try (Visitor guest = browser.visitor(LINK.resolve("/"))) {
      guest.page().navigate("/ui/sign-in");
      take(guest.page(), "sign-in", guest.page().getByTestId("sign-in"));
    }
  }

  private JsonNode read(String path) throws IOException {
    return JSON.readTree(page.request().get(path).body());
  }

  private void take(String name, String address, Locator awaited) throws IOException {
    if (address != null) {
      page.navigate(address);
    }
    take(page, name, awaited);
  }

  private void take(Page shown, String name, Locator awaited) throws IOException {
    awaited.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    for (int width : new int[] {1440, 390}) {
      shown.setViewportSize(width, width == 390 ? 844 : 900);
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        shown.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        Path file =
            folder.resolve(
                "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width));
        Picture.write(shown.screenshot(), file);
        assertThat(Files.size(file)).as("bytes of %s", file.getFileName()).isLessThan(MOST_BYTES);
      }
    }
    shown.setViewportSize(1440, 900);
  }
}
