package io.tallyboard.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tallyboard.system.Browser.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What unmodified pyclowder extractors hand in is there beside the job that made it. */
@Real
class PyclowderResultsIT {
  private static final Duration SOON = Duration.ofSeconds(45);

  private final Suite suite;
  private final Board board;
  private final Browser browser;

  PyclowderResultsIT(Suite suite, Browser browser) {
    this.suite = suite;
    this.board = suite.board();
    this.browser = browser;
  }

  private JsonNode post(String path, Map<String, ?> body) {
    HttpResponse<String> answer =
        Board.send(
            board
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Board.text(body))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Board.parse(answer.body());
  }

  private String dataset(String name) {
    return post("v1/datasets", Map.of("name", name)).path("id").asText();
  }

  private List<JsonNode> results(String job) {
    JsonNode results = board.read("v1/jobs/" + job + "/results").path("results");
    assertThat(results).allSatisfy(r -> assertThat(r.path("jobId").asText()).isEqualTo(job));
    return StreamSupport.stream(results.spliterator(), false).toList();
  }

  private static List<JsonNode> of(List<JsonNode> results, String kind) {
    return results.stream().filter(r -> r.path("kind").asText().equals(kind)).toList();
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void previews_thumbnail_tags_and_files_are_seen_beside_their_job(int clowderVersion) {
    String name = PyExtractor.freshName("pictures");
    try (PyExtractor extractor =
            PyExtractor.start(
                suite, "system-tests/extractors/pictures/pictures.py", name, clowderVersion);
        Visitor ann = browser.visitor(suite.apiUri()).signIn(suite.adminKey())) {
      board.awaitExtractor(name, 1);
      String dataset = dataset("Pictures");
      String file = board.uploadTo(dataset, "a.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of());
      board.awaitState(id, SOON, "SUCCEEDED");

      List<JsonNode> results = results(id);
      assertThat(results).as(extractor.log()).hasSize(6);
      assertThat(of(results, "preview"))
          .extracting(r -> r.at("/file/mimeType").asText())
          .containsExactlyInAnyOrder("image/png", "text/html");
      assertThat(of(results, "thumbnail").get(0).at("/file/mimeType").asText())
          .isEqualTo("image/png");
      assertThat(of(results, "tags").get(0).path("content").toString())
          .isEqualTo("[\"coal\",\"shift\"]");
      assertThat(of(results, "metadata").get(0).at("/content/pixels").asInt()).isEqualTo(4);
      String made = of(results, "output").get(0).at("/content/id").asText();
      assertThat(board.read("v1/files/" + made).path("dataset").asText()).isEqualTo(dataset);
      assertThat(board.read("v1/resources/file/" + file + "/results").path("results")).hasSize(6);

      Page page = ann.page();
      page.navigate("/ui/resource/file/" + file);
      Locator job = page.getByTestId("job");
      Locator fold = job.locator("button.fold").first();
      if ("false".equals(fold.getAttribute("aria-expanded"))) {
        fold.click();
      }
      assertThat(job.getByTestId("tag")).hasText(new String[] {"coal", "shift"});
      assertThat(job.getByTestId("picture")).hasCount(2);
      await("pictures").pollInSameThread().atMost(SOON).until(() -> drawn(page) == 2);
      assertThat(job.getByTestId("output").locator("a")).hasText("picture.png");
      Page opened = page.waitForPopup(() -> job.getByTestId("preview").locator("a").click());
      // A page that an extractor made is seen, and runs nothing.
      assertThat(opened.locator("body")).containsText("seen");
      opened.close();
      assertThat(ann.complaints().stream().filter(c -> !c.contains("sandboxed"))).isEmpty();
    }
  }

  /** How many pictures the browser could draw: they are two pixels wide. */
  private static int drawn(Page page) {
    String drawn = "all => all.filter(i => i.naturalWidth === 2).length";
    return (int) page.locator("[data-testid=picture] img").evaluateAll(drawn);
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void a_dataset_is_worked_on_as_a_whole(int clowderVersion) {
    String name = PyExtractor.freshName("sums");
    try (PyExtractor extractor =
        PyExtractor.start(suite, "system-tests/extractors/sums/sums.py", name, clowderVersion)) {
      board.awaitExtractor(name, 1);
      String dataset = dataset("Three files");
      board.uploadTo(dataset, "a.txt", "text/plain", "one");
      board.uploadTo(dataset, "a.txt", "text/plain", "three");
      board.uploadTo(dataset, "b.txt", "text/plain", "");
      String id =
          post(
                  "v1/jobs",
                  Map.of("resource", Map.of("type", "dataset", "id", dataset), "extractor", name))
              .path("id")
              .asText();
      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");
      assertThat(job.path("attempts")).as(extractor.log()).hasSize(1);
      assertThat(board.messages(id)).contains("Added up 3 files.");

      List<JsonNode> results = results(id);
      JsonNode found = of(results, "metadata").get(0).path("content");
      assertThat(found.path("name").asText()).isEqualTo("Three files");
      assertThat(found.path("bytes").asInt()).isEqualTo(8);
      assertThat(found.path("files").toString()).isEqualTo("[\"a.txt\",\"a.txt\",\"b.txt\"]");
      if (clowderVersion == 2) {
        assertThat(found.path("unpacked").toString())
            .isEqualTo("[\"a (2).txt\",\"a.txt\",\"b.txt\"]");
        assertThat(of(results, "preview").get(0).at("/content/name").asText()).isEqualTo("Total");
        assertThat(of(results, "thumbnail")).hasSize(1);
      }
      assertThat(of(results, "tags")).hasSize(1);
      assertThat(of(results, "output"))
          .extracting(r -> r.at("/content/type").asText())
          .containsExactly("file", "dataset", "file");
      assertThat(board.read("v1/datasets/" + dataset + "/files").path("files")).hasSize(4);
      assertThat(board.read("v1/resources/dataset/" + dataset + "/results").path("results"))
          .hasSameSizeAs(results);
    }
  }
}
