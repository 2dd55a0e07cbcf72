package io.tallyboard.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the services as it is run: a JVM of its own, on a free loopback port. */
final class ServiceProcess implements AutoCloseable {
  private static final String HEAP = "320m";
  private static final Duration UP_WITHIN = Duration.ofSeconds(90);
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String module;
  private final Process process;
  private final Path log;
  private final URI uri;

  private ServiceProcess(String module, Process process, Path log, URI uri) {
    this.module = module;
    this.process = process;
    this.log = log;
    this.uri = uri;
  }

  /**
   * Starts it without waiting, so that several come up together.
   *
   * @param environment for what must not stand in a command line
   */
  static ServiceProcess launch(
      String module, int port, Map<String, String> config, Map<String, String> environment) {
    return launch(module, port, HEAP, config, environment);
  }

  /** With so much heap, as {@code -Xmx} takes it. */
  static ServiceProcess launch(
      String module,
      int port,
      String heap,
      Map<String, String> config,
      Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(commandLine(module, port, heap, config));
    builder.environment().putAll(environment);
    Path log = Processes.logFile(module + "-" + STARTED.incrementAndGet());
    return new ServiceProcess(
        module, Processes.start(builder, log), log, URI.create("http://127.0.0.1:" + port + "/"));
  }

  /**
   * How a module is run.
   *
   * @param arguments of one of its commands; none where it is to serve
   */
  static List<String> commandLine(
      String module, int port, Map<String, String> config, String... arguments) {
    return commandLine(module, port, HEAP, config, arguments);
  }

  private static List<String> commandLine(
      String module, int port, String heap, Map<String, String> config, String... arguments) {
    Path jar = RealServers.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException("not built: " + jar);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1"));
    config.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dtallyboard.exit-with-parent=true");
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServiceProcess awaitReady() {
    await(module + " is ready")
        .atMost(UP_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException(
                    module + " ended while starting:\n" + Processes.tail(log, 40));
              }
              return ready();
            });
    return this;
  }

  boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI uri() {
    return uri;
  }

  /** All that it has written so far. */
  String log() {
    return Processes.read(log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() {
    Processes.kill(process);
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
