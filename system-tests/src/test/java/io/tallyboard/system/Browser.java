package io.tallyboard.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, without a window. */
final class Browser implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final double PATIENCE_MILLIS = 40_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  static Browser start() {
    // A page where nothing runs asks for news every ten seconds.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Browser(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(RealServers.chromium())
                      .setArgs(ARGUMENTS)));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** A person at a browser of their own: no cookies, nothing cached. */
  Visitor visitor(URI board) {
    return visitor(board, 1440, ColorScheme.LIGHT);
  }

  /** The same on a screen so wide, with the colours of day or night. */
  Visitor visitor(URI board, int width, ColorScheme scheme) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(board.toString())
                .setColorScheme(scheme)
                .setViewportSize(width, 900));
    context.setDefaultTimeout(20_000);
    return new Visitor(context, context.newPage(), new ArrayList<>()).watch();
  }

  /** A page, and what its console complained of. */
  record Visitor(BrowserContext context, Page page, List<String> complaints)
      implements AutoCloseable {
    private Visitor watch() {
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      return this;
    }

    /** Signs in by the link that `./tallyboard` prints. */
    Visitor signIn(String key) {
      page.navigate("/ui/sign-in#" + key);
      page.waitForURL(url -> URI.create(url).getPath().equals("/ui"));
      return this;
    }

    /** For people to look at: under `target/system-tests`. */
    void screenshot(String name) {
      Path file = Path.of("target", "system-tests", name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
