package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tallyboard} as its user runs it: embedded broker and store, services as processes. */
class LocalEndToEndIT {
  private static final Path ROOT =
      Path.of(System.getProperty("tallyboard.test.root", "..")).toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern SIGN_IN = Pattern.compile("(http://\\S+)ui/sign-in#(\\S+)");

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatIsLeft() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void files_are_sent_and_each_job_ends_in_a_row_that_reads_succeeded() throws Exception {
    Path text = Files.writeString(folder.resolve("two words.txt"), "two words\n");
    Path picture = ROOT.resolve("examples/files/board.png");

    Run run = run("--exit", "--port", "0", text.toString(), picture.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(rows(run))
        .extracting(row -> List.of(row.get(0), row.get(1), row.get(2), row.get(3)))
        .containsExactlyInAnyOrder(
            List.of("two words.txt", "tallyboard.wordcount", "SUCCEEDED", "1"),
            List.of("two words.txt", "tallyboard.digest", "SUCCEEDED", "1"),
            List.of("board.png", "tallyboard.digest", "SUCCEEDED", "1"));
    assertThat(rows(run))
        .allSatisfy(
            row -> {
              assertThat(row.get(4)).as("waiting").matches("(about |at most )?\\d.*");
              assertThat(row.get(5)).as("running").matches("(about |at most )?\\d.*");
              assertThat(row.get(6)).as("last message").isEqualTo("Done processing.");
            });
    assertThat(run.out()).contains("Started processing.", "Uploading file metadata.");
  }

  @Test
  void the_url_it_prints_opens_the_board_and_killing_it_ends_the_services_too() throws Exception {
    Process process = start("--port", "0", ROOT.resolve("examples/files/tally.txt").toString());
    await().atMost(LIMIT).until(() -> ended(process) || SIGN_IN.matcher(out()).find());
    Matcher signIn = SIGN_IN.matcher(out());
    assertThat(signIn.find()).as(out() + err()).isTrue();
    String url = signIn.group(1);
    String key = signIn.group(2);

    assertThat(status(url + "v1/whoami", null)).isEqualTo(401);
    assertThat(status(url + "v1/whoami", key)).isEqualTo(200);
    assertThat(status(url + "ui/sign-in", null)).isEqualTo(200);
    List<ProcessHandle> services = process.descendants().toList();
    assertThat(services).hasSize(3);
    assertThat(services)
        .allSatisfy(s -> assertThat(s.info().commandLine().orElse("")).doesNotContain(key));

    process.destroyForcibly(); // kill -9: no chance to tidy up

    await().atMost(LIMIT).until(() -> services.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void what_is_kept_in_a_folder_is_there_again_after_it_was_stopped() throws Exception {
    String data = folder.resolve("data").toString();
    Process process = start("--data", data, "--port", "0", ROOT.resolve("README.md").toString());
    await().atMost(LIMIT).until(() -> ended(process) || SIGN_IN.matcher(out()).find());
    assertThat(SIGN_IN.matcher(out()).find()).as(out() + err()).isTrue();
    List<ProcessHandle> services = process.descendants().toList();
    process.destroy(); // as Ctrl-C does
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(services).noneMatch(ProcessHandle::isAlive);

    Process again =
        start("--data", data, "--port", "0", folder.resolve("data/logs/local.log").toString());
    await().atMost(LIMIT).until(() -> ended(again) || SIGN_IN.matcher(out()).find());
    Matcher signIn = SIGN_IN.matcher(out());
    assertThat(signIn.find()).as(out() + err()).isTrue();

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(signIn.group(1) + "v1/jobs"))
            .header("X-API-KEY", signIn.group(2))
            .build();
    String jobs = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertThat(jobs).contains("\"README.md\"", "\"local.log\"");
  }

  @Test
  void a_taken_port_is_one_clear_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      expectOneSentence(run("--exit", "--port", port), "Port " + port + " cannot be used");
    }
  }

  @Test
  void a_missing_file_is_one_clear_sentence() throws Exception {
    expectOneSentence(run("--exit", "no-such-file.txt"), "There is no file no-such-file.txt.");
  }

  @Test
  void a_broker_that_cannot_be_reached_is_one_clear_sentence_without_its_password()
      throws Exception {
    Run run = run("--exit", "--port", "0", "--broker", "amqp://user:s3cret@127.0.0.1:1");

    expectOneSentence(run, "The broker at 127.0.0.1:1 cannot be reached");
    assertThat(run.err()).doesNotContain("s3cret");
  }

  @Test
  void a_store_that_cannot_be_reached_is_one_clear_sentence() throws Exception {
    expectOneSentence(
        run("--exit", "--port", "0", "--mongo", "mongodb://127.0.0.1:1"),
        "The store at 127.0.0.1:1 cannot be reached");
  }

  @Test
  void the_script_says_what_java_it_needs() throws Exception {
    Path oldJava = folder.resolve("bin/java");
    Files.createDirectories(oldJava.getParent());
    Files.writeString(oldJava, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
    Files.setPosixFilePermissions(oldJava, PosixFilePermissions.fromString("rwxr-xr-x"));

    expectOneSentence(script(folder), "needs Java 17 or newer");
    expectOneSentence(script(folder.resolve("nowhere")), "there is no Java in it");
  }

  /** How a run ended, and what it printed. */
  private record Run(int exitCode, String out, String err) {}

  private Run run(String... arguments) throws Exception {
    return finished(start(arguments));
  }

  /** The script's own part only: it finds no Java to go on with. */
  private Run script(Path javaHome) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("tallyboard").toString(), "--version");
    builder.environment().put("JAVA_HOME", javaHome.toString());
    return finished(start(builder));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(ROOT.resolve("local/target/tallyboard-local.jar").toString());
    command.addAll(List.of(arguments));
    return start(new ProcessBuilder(command));
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    started.add(process);
    return process;
  }

  private Run finished(Process process) throws Exception {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("%s", out()).isTrue();
    return new Run(process.exitValue(), out(), err());
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static boolean ended(Process process) {
    return !process.isAlive();
  }

  private static void expectOneSentence(Run run, String sentence) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip()).startsWith("tallyboard: ").contains(sentence).hasLineCount(1);
  }

  /** The cells of the table below its head. */
  private static List<List<String>> rows(Run run) {
    return run.out()
        .lines()
        .dropWhile(line -> !line.startsWith("RESOURCE"))
        .skip(1)
        .map(line -> List.of(line.split(" {2,}")))
        .toList();
  }

  private static int status(String url, String key) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (key != null) {
      request.header("X-API-KEY", key);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
