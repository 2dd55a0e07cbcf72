package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tallyboard.system.Browser.Visitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that stays with its own host, which wants a key: from the form to what an extractor made of it. */
@Real
class LinkedFileIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final byte[] WORDS = "five words\nand\ntwo lines\n".getBytes(UTF_8);

  private final String key = UUID.randomUUID().toString();
  private final AtomicInteger served = new AtomicInteger();
  private final Browser browser;
  private final Suite suite;
  private final Board board;
  private HttpServer host;

  LinkedFileIT(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.board = suite.board();
  }

  @BeforeEach
  void open() throws IOException {
    String address = suite.fileHost();
    String[] parts = address.split(":");
    host = HttpServer.create(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), 0);
    host.createContext("/", this::answer);
    host.start();
  }

  @AfterEach
  void close() {
    host.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      if (key.equals(call.getRequestHeaders().getFirst("X-Host-Key"))) {
        served.incrementAndGet();
        call.getResponseHeaders().add("Content-Type", "text/plain");
        call.sendResponseHeaders(200, WORDS.length);
        call.getResponseBody().write(WORDS);
      } else {
        call.sendResponseHeaders(401, -1);
      }
    }
  }

  @Test
  void it_is_noted_in_the_form_and_fetched_from_its_host_when_an_extractor_asks() {
    String name = PyExtractor.freshName("linked");
    try (PyExtractor ignored =
            PyExtractor.start(suite, "examples/wordcount/wordcount.py", name, 2);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      Page page = ann.page();
      page.navigate("/ui/submit?extractor=" + name);
      page.getByTestId("source-linked").check();
      page.getByTestId("link-url").fill("http://elsewhere.example/report.txt");
      page.getByTestId("submit").click();
      assertThat(page.locator("#url-fault")).containsText("elsewhere.example");

      page.getByTestId("link-url").fill("http://" + suite.fileHost() + "/texts/report.txt");
      page.getByTestId("submit").click();
      assertThat(page.locator("#url-fault")).containsText("401");
      page.getByText("Its host wants a key").click();
      page.getByTestId("link-header").fill("X-Host-Key");
      page.getByTestId("link-key").fill(key);
      page.getByTestId("submit").click();

      assertThat(page.getByTestId("submitted-job")).hasCount(1);
      String id = page.getByTestId("submitted-job").first().getAttribute("title");
      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");
      assertThat(served).hasValueGreaterThan(1);
      String results = board.read("v1/jobs/" + id + "/results").toString();
      assertThat(results).contains("\"words\":5").doesNotContain(key);
      assertThat(job.toString()).contains("report.txt").doesNotContain(key);
      assertThat(suite.logs()).doesNotContain(key);
      assertThat(page.content()).doesNotContain(key);
    }
  }
}
