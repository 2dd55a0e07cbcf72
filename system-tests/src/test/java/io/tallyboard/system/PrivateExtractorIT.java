package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An unmodified pyclowder extractor that its owner keeps to herself, and to whom she grants it. */
@Real
class PrivateExtractorIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final String SKIPS = "system-tests/extractors/skips/skips.py";
  private static final String WORKS = "system-tests/extractors/works/works.py";

  private final Suite suite;
  private final Board admin;
  private final String space = "space-" + UUID.randomUUID();
  private final String ann = user("ann");
  private final String plain = PyExtractor.freshName("own");
  private final String key = "KEY" + UUID.randomUUID().toString().substring(0, 8);
  private final String own = "private." + key + "." + plain;

  PrivateExtractorIT(Suite suite) {
    this.suite = suite;
    this.admin = suite.board();
  }

  private static String user(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
  }

  /** One who submits, with a file of their own. */
  private record Person(Board board, String file) {}

  private Person person(String id) {
    JsonNode made =
        admin.call("POST", "v1/keys", Map.of("user", Map.of("id", id), "role", "submitter"));
    Board board = suite.boardWithKey(made.path("key").asText());
    return new Person(board, board.upload("a.txt", "text/plain", "any"));
  }

  private HttpResponse<String> submit(Person person) {
    Map<String, ?> order =
        Map.of("resource", Map.of("type", "file", "id", person.file), "extractor", own);
    return Board.send(
        person
            .board
            .request("v1/jobs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Board.text(order))));
  }

  /** The job that an event makes for it, if it does. */
  private Optional<String> routed(Person person) {
    JsonNode answer =
        person.board.call(
            "POST",
            "v1/events",
            Map.of("type", "file.created", "file", person.file, "space", space));
    assertThat(answer.path("skipped").toString()).doesNotContain(key);
    return StreamSupport.stream(answer.path("matches").spliterator(), false)
        .filter(match -> match.path("extractor").asText().equals(own))
        .map(match -> match.path("job").asText())
        .findFirst();
  }

  private boolean sees(Person person) {
    return person.board.read("v1/extractors").findValuesAsText("name").contains(own);
  }

  private void mayUse(Person person, String end) {
    HttpResponse<String> answer = submit(person);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(sees(person)).isTrue();
    admin.awaitState(Board.parse(answer.body()).path("id").asText(), SOON, end);
    admin.awaitState(routed(person).orElseThrow(), SOON, end);
  }

  private void mayNotUse(Person person) {
    HttpResponse<String> answer = submit(person);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Board.parse(answer.body()).at("/errors/0/pointer").asText()).isEqualTo("/extractor");
    assertThat(sees(person)).isFalse();
    assertThat(routed(person)).isEmpty();
  }

  private String description() {
    JsonNode found = admin.read("v1/extractors/" + Board.encoded(own));
    return found.at("/extractor/description").asText();
  }

  @Test
  void only_its_owner_and_whom_it_was_granted_to_have_jobs_done_by_it() {
    try (PyExtractor first = PyExtractor.startPrivate(suite, SKIPS, plain, key, ann)) {
      admin.awaitExtractor(own, 1);
      admin.onlyIn(space, List.of(own));
      Person owner = person(ann);
      String granted = user("bob");
      Person bob = person(granted);
      Person eve = person(user("eve"));

      mayUse(owner, "SKIPPED");
      mayNotUse(bob);
      mayNotUse(eve);

      String settings = "v1/extractors/" + Board.encoded(own) + "/settings";
      admin.call("PATCH", settings, Map.of("grants", List.of(granted)));
      mayUse(bob, "SKIPPED");
      mayNotUse(eve);

      first.kill();
      // Another version of it: its beats write its entry anew.
      try (PyExtractor next = PyExtractor.startPrivate(suite, WORKS, plain, key, ann)) {
        await("the other description").atMost(SOON).until(() -> description().startsWith("Works"));
        assertThat(admin.read(settings).path("grants").toString()).contains(granted);
        mayUse(bob, "SUCCEEDED");
        mayNotUse(eve);
        assertThat(next.log()).doesNotContain("Traceback");
      }
    }
  }
}
