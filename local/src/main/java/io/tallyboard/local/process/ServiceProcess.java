package io.tallyboard.local.process;

import io.tallyboard.local.extractor.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One service in a process of its own. Its standard input is a pipe from us that nothing is written
 * to: when we are gone, however we went, it closes, and the service ends by itself.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<String> SMALL =
      List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;

  private ServiceProcess(String name, int port, Path log, Process process) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it; see {@link #awaitReady}.
   *
   * @param settings as system properties, which anyone on this machine can read
   * @param secrets as environment variables, which only its owner can
   */
  static ServiceProcess start(
      String name,
      Path jar,
      int port,
      Map<String, String> settings,
      Map<String, String> secrets,
      Path log)
      throws Trouble {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-Dtallyboard.exit-with-parent=true");
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-jar");
    command.add(jar.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(secrets);
    try {
      return new ServiceProcess(name, port, log, builder.start());
    } catch (IOException e) {
      throw new Trouble(name + " could not be started: " + e.getMessage(), e);
    }
  }

  void awaitReady(HttpClient http, Duration atMost, StopSignal stop)
      throws Trouble, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long end = System.nanoTime() + atMost.toNanos();
    while (!isReady(http, request)) {
      if (!process.isAlive()) {
        throw new Trouble(name + " ended while starting; its log says why: " + log);
      }
      if (System.nanoTime() > end) {
        throw new Trouble(
            name
                + " was not ready after "
                + atMost.toSeconds()
                + " s; its log may say why: "
                + log);
      }
      if (stop.await(POLL)) {
        throw new InterruptedException("stopping");
      }
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As anyone on this machine may see it. */
  String commandLine() {
    return process.info().commandLine().orElse("");
  }

  /** What it would notice if we were gone. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Asks it to end; {@link #close} waits for that. */
  void askToEnd() {
    process.destroy();
  }

  @Override
  public void close() {
    askToEnd();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
