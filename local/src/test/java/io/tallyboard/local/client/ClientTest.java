package io.tallyboard.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tallyboard.local.client.Submitter.Extra;
import io.tallyboard.local.extractor.StopSignal;
import io.tallyboard.local.process.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST API, used and shown. */
class ClientTest {
  private static final String EXTRACTORS =
      """
      {"now":"2026-11-21T18:52:14Z","extractors":[
        {"name":"words","queue":"words","liveness":"ONLINE","process":[{"trigger":"file","pattern":"text/*"}],
         "instances":[{"id":"a","liveness":"ONLINE"},{"id":"b","liveness":"OFFLINE"}]},
        {"name":"any","queue":"any","liveness":"ONLINE","process":[{"trigger":"file","pattern":"*/*"}],
         "instances":[{"id":"c","liveness":"ONLINE"}]},
        {"name":"sets","queue":"sets","process":[{"trigger":"dataset","pattern":"*"}],
         "instances":[{"id":"d","liveness":"ONLINE"}]},
        {"name":"gone","queue":"gone","process":[{"trigger":"file","pattern":"*/*"}],
         "instances":[{"id":"e","liveness":"OFFLINE"}]}]}
      """;

  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);
  private FakeBoard fake;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeBoard();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void a_file_goes_to_each_extractor_on_line_whose_rules_match_its_type() throws Exception {
    fake.answers("GET /v1/extractors", 200, EXTRACTORS);
    fake.answers(
        "POST /v1/files", 201, "{\"id\":\"f1\",\"name\":\"a b.txt\",\"mimeType\":\"text/plain\"}");
    fake.answers("POST /v1/jobs", 202, job("j1", "SUBMITTED", ""));
    Board board = fake.board();
    Registered registered = Registered.await(board, Map.of("words", 1), new StopSignal());
    Submitter submitter = new Submitter(board, registered);

    submitter.submit(
        Files.writeString(folder.resolve("a b.txt"), "text"),
        List.of(
            new Extra(board, "any", Map.of("fail", "always")),
            new Extra(board, "absent", Map.of())));

    assertThat(submitter.jobs()).hasSize(3);
    assertThat(submitter.fileIds()).containsExactly("f1");
    assertThat(fake.calls())
        .extracting(FakeBoard.Call::what)
        .containsExactly(
            "GET /v1/extractors",
            "POST /v1/files?name=a%20b.txt",
            "POST /v1/jobs",
            "POST /v1/jobs",
            "POST /v1/jobs");
    assertThat(fake.calls()).extracting(FakeBoard.Call::key).containsOnly("key-1");
    assertThat(fake.calls().get(1).contentType()).isEqualTo("text/plain");
    assertThat(fake.calls().get(1).body()).isEqualTo("text");
    assertThat(fake.calls().get(2).body()).contains("\"extractor\":\"any\"", "\"parameters\":{}");
    assertThat(fake.calls().get(3).body()).contains("\"parameters\":{\"fail\":\"always\"}");
    assertThat(fake.calls().get(4).body())
        .contains("\"extractor\":\"words\"", "\"type\":\"file\"", "\"id\":\"f1\"");
  }

  @Test
  void another_user_has_a_key_of_their_own_and_files_can_be_put_into_a_dataset() throws Exception {
    fake.answers("POST /v1/keys", 201, "{\"key\":\"anns\"}");
    fake.answers("GET /v1/extractors", 200, EXTRACTORS);
    fake.answers("POST /v1/files", 201, "{\"id\":\"f1\",\"name\":\"a.bin\",\"mimeType\":\"x/y\"}");
    fake.answers("POST /v1/jobs", 202, job("j1", "SUBMITTED", ""));
    Board board = fake.board();
    Registered registered = Registered.await(board, Map.of("words", 1), new StopSignal());

    new Submitter(board.as("ann", "Ann"), registered, "set 1")
        .submit(Files.writeString(folder.resolve("a.bin"), "text"), List.of());

    assertThat(fake.calls())
        .extracting(FakeBoard.Call::what, FakeBoard.Call::key)
        .contains(
            tuple("POST /v1/keys", "key-1"),
            tuple("POST /v1/files?name=a.bin&dataset=set%201", "anns"),
            tuple("POST /v1/jobs", "anns"));
  }

  @Test
  void the_extractors_are_awaited_until_the_board_has_heard_of_them() throws Exception {
    fake.answers("GET /v1/extractors", 200, "{\"extractors\":[]}");
    fake.answers("GET /v1/extractors", 200, EXTRACTORS);

    Registered registered =
        Registered.await(fake.board(), Map.of("words", 1, "any", 1), new StopSignal());

    assertThat(registered.names()).containsExactly("any", "sets", "words");
    assertThat(fake.calls()).hasSize(2);
  }

  @Test
  void each_event_is_shown_once_as_it_comes_and_the_end_is_noticed() throws Exception {
    fake.answers("GET /v1/jobs/j1", 200, job("j1", "SUBMITTED", ""));
    fake.answers("GET /v1/jobs/j1", 200, job("j1", "STARTED", ""));
    fake.answers("GET /v1/jobs/j1", 200, job("j1", "SUCCEEDED", ""));
    fake.answers("GET /v1/jobs/j1/events", 200, events(event("1", "STARTED", "Started\\n it.")));
    fake.answers(
        "GET /v1/jobs/j1/events",
        200,
        events(event("1", "STARTED", "Started\\n it."), event("2", "SUCCEEDED", "Done.")));
    Tracked job = tracked("a.txt", "j1");

    new Follower(fake.board(), out, Duration.ofMinutes(1)).follow(List.of(job), new StopSignal());

    assertThat(printed())
        .containsOnlyOnce("a.txt  words  started: Started it.")
        .containsOnlyOnce("a.txt  words  succeeded: Done.");
    assertThat(job.finished()).isTrue();
    assertThat(job.well()).isTrue();
  }

  @Test
  void following_gives_up_when_nothing_is_heard_for_too_long() throws Exception {
    fake.answers("GET /v1/jobs/j1", 200, job("j1", "SUBMITTED", ""));
    fake.answers("GET /v1/jobs/j1/events", 200, events());
    Tracked job = tracked("a.txt", "j1");

    new Follower(fake.board(), out, Duration.ofMillis(1)).follow(List.of(job), new StopSignal());

    assertThat(job.finished()).isFalse();
  }

  @Test
  void the_table_has_a_row_for_each_job_and_no_false_precision() throws Exception {
    fake.answers(
        "GET /v1/jobs/j1",
        200,
        job(
            "j1",
            "ERROR",
            """
            ,"attempts":[{"number":1},{"number":2}],"waiting":{"millis":1234,"precision":"AT_MOST"},
            "running":{"millis":2900,"precision":"SECONDS"},"lastMessage":"It\\u001b[31m broke"
            """));
    fake.answers("GET /v1/jobs/j1/events", 200, events());
    Tracked job = tracked("a.txt", "j1");
    new Follower(fake.board(), out, Duration.ofMinutes(1)).follow(List.of(job), new StopSignal());

    ResultTable.print(List.of(job), out);

    assertThat(printed().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "RESOURCE|EXTRACTOR|STATE|ATTEMPTS|WAITING|RUNNING|LAST MESSAGE",
            "a.txt|words|ERROR|2|at most 1.2 s|about 3 s|It [31m broke");
    assertThat(job.well()).isFalse();
  }

  @Test
  void a_refusal_is_told_with_the_boards_own_reason() {
    fake.answers(
        "GET /v1/jobs/j1", 404, "{\"title\":\"Not found\",\"detail\":\"There is no job j1.\"}");

    assertThatThrownBy(() -> fake.board().job("j1"))
        .isInstanceOf(Trouble.class)
        .hasMessage("GET /v1/jobs/j1 was refused: There is no job j1.");
  }

  @Test
  void durations_are_written_for_people() {
    assertThat(Durations.text(0)).isEqualTo("0 ms");
    assertThat(Durations.text(59_940)).isEqualTo("59.9 s");
    assertThat(Durations.text(61_000)).isEqualTo("1 min 01 s");
    assertThat(Durations.text(2 * 3_600_000 + 5 * 60_000)).isEqualTo("2 h 05 min");
    assertThat(Durations.text(null)).isEqualTo("-");
  }

  private Tracked tracked(String resource, String jobId) throws Exception {
    return new Tracked(resource, fake.board().job(jobId));
  }

  private static String job(String id, String state, String more) {
    return """
        {"id":"%s","identity":"GIVEN","extractor":"words","state":"%s","version":3%s}
        """
        .formatted(id, state, more);
  }

  private static String event(String id, String event, String message) {
    return "{\"id\":\"%s\",\"event\":\"%s\",\"source\":\"EXTRACTOR\",\"message\":\"%s\"}"
        .formatted(id, event, message);
  }

  private String printed() {
    return printed.toString(UTF_8);
  }

  private static String events(String... events) {
    return "{\"events\":[" + String.join(",", events) + "]}";
  }
}
