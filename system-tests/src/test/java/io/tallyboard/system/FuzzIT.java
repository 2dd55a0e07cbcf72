package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks everything that the interface's own description allows, and much that it does not: no answer is
 * a server error, or one that is not described. By {@code system-tests/fuzz}, on a suite of its own,
 * since it leaves files, keys and queues behind.
 */
@Real
class FuzzIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String EXTRACTOR = "ncsa.wordcount";

  /** One for each call of the interface. */
  @TestFactory
  Stream<DynamicTest> no_call_ends_in_a_server_error_or_an_undocumented_answer() throws Exception {
    Path report = Processes.logFile("fuzz-report");
    Path log = Processes.logFile("fuzz");
    int status;
    try (Suite suite = Suite.start();
        Wire wire = new Wire(suite)) {
      somethingToFind(suite, wire);
      status = fuzz(suite, report, log);
    }
    List<DynamicTest> calls = calls(report);
    assertThat(calls).as(Processes.tail(log, 60)).hasSizeGreaterThan(40);
    return Stream.concat(
        calls.stream(),
        Stream.of(
            DynamicTest.dynamicTest(
                "all in all",
                () -> assertThat(status).as(() -> Processes.tail(log, 120)).isZero())));
  }

  /** An extractor, a file, a job with a history, and a message that could not be used. */
  private static void somethingToFind(Suite suite, Wire wire) throws Exception {
    Map<String, Object> info =
        Map.of("name", EXTRACTOR, "version", "2.0", "process", Map.of("file", List.of("text/*")));
    wire.beat(Board.text(Map.of("id", "fuzz-1", "queue", EXTRACTOR, "extractor_info", info)));
    suite.board().awaitExtractor(EXTRACTOR, 1);
    String file = suite.board().upload("notes.txt", "text/plain", "some text");
    String job = suite.board().submit(file, EXTRACTOR, Map.of("language", "en"));
    wire.update(job, "start", "Started processing.", Map.of("extractor_id", EXTRACTOR));
    wire.update(job, "done", "Done processing.", Map.of("extractor_id", EXTRACTOR));
    wire.update("this is no JSON");
    suite.board().awaitState(job, Duration.ofSeconds(30), "SUCCEEDED");
  }

  private static int fuzz(Suite suite, Path report, Path log) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            RealServers.root().resolve("system-tests/fuzz").toString(),
            suite.apiUri().toString(),
            "--report",
            "junit",
            "--report-junit-path",
            report.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "TALLYBOARD_KEY", suite.adminKey(),
                "TALLYBOARD_PYTHON", RealServers.python().toString()));
    Process process = Processes.start(builder, log);
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      Processes.kill(process);
      throw new AssertionError("it has not ended after " + PATIENCE);
    }
    return process.exitValue();
  }

  private static List<DynamicTest> calls(Path report) throws Exception {
    if (!Files.exists(report)) {
      return List.of();
    }
    NodeList cases =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testcase");
    return IntStream.range(0, cases.getLength())
        .mapToObj(i -> (Element) cases.item(i))
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.getAttribute("name"), () -> assertThat(wrong(call)).isEmpty()))
        .toList();
  }

  private static List<String> wrong(Element call) {
    return Stream.of("failure", "error")
        .map(call::getElementsByTagName)
        .flatMap(
            found ->
                IntStream.range(0, found.getLength())
                    .mapToObj(i -> (Element) found.item(i))
                    .map(e -> e.getAttribute("message") + "\n" + e.getTextContent()))
        .toList();
  }
}
