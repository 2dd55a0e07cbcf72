package io.tallyboard.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that this one starts, and ends by its id. */
final class Child implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final BufferedReader out;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** The floor: what it prints is read here. */
  static Child floor(int heapMiB, Map<String, String> settings, Path log) throws IOException {
    List<String> command = java(heapMiB);
    settings.forEach((name, value) -> command.add("-Dbench." + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Floor.class.getName()));
    return new Child(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        log);
  }

  /** A service as it is run, without waiting for it. */
  static Child service(
      Path jar,
      int heapMiB,
      List<String> options,
      Map<String, String> settings,
      Map<String, String> environment,
      Path log)
      throws IOException {
    List<String> command = java(heapMiB);
    command.addAll(options);
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dtallyboard.exit-with-parent=true");
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Child(builder.start(), log);
  }

  private static List<String> java(int heapMiB) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMiB + "m");
    return command;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void awaitReady(URI service) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Waiting.until(
        "a service is ready",
        UP_WITHIN,
        Duration.ofMillis(100),
        () -> {
          assertAlive();
          try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
          } catch (IOException e) {
            return false;
          }
        });
  }

  void assertAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended by itself:\n" + tail());
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints. */
  String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("it ended by itself:\n" + tail());
    }
    return line;
  }

  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
