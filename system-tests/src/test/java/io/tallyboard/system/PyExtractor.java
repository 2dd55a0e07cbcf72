package io.tallyboard.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of an unmodified pyclowder extractor, configured as its users do: by its environment. */
final class PyExtractor implements AutoCloseable {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Process process;
  private final Path log;

  private PyExtractor(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts an instance.
   *
   * @param script path from the root of the repository
   * @param name of the extractor and its queue, instead of the one in its description
   * @param clowderVersion which of the two APIs it shall speak: 1 or 2
   */
  static PyExtractor start(Suite suite, String script, String name, int clowderVersion) {
    return start(suite, script, name, clowderVersion, Map.of());
  }

  /** One for its owner alone: its queue and its name on the board begin with the key. */
  static PyExtractor startPrivate(
      Suite suite, String script, String name, String key, String owner) {
    return start(suite, script, name, 1, Map.of("EXTRACTOR_KEY", key, "CLOWDER_EMAIL", owner));
  }

  /** With more in its environment. */
  static PyExtractor start(
      Suite suite, String script, String name, int clowderVersion, Map<String, String> more) {
    ProcessBuilder builder =
        new ProcessBuilder(
            RealServers.python().toString(), RealServers.root().resolve(script).toString());
    // pyclowder prefers a description in the working folder to the one beside its script.
    builder.directory(emptyFolder().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "RABBITMQ_URI",
                suite.brokerUri(),
                "RABBITMQ_QUEUE",
                name,
                "CLOWDER_VERSION",
                String.valueOf(clowderVersion),
                "HEARTBEAT",
                "2",
                "PYTHONUNBUFFERED",
                "1"));
    builder.environment().putAll(more);
    Path log = Processes.logFile(name + "-" + STARTED.incrementAndGet());
    return new PyExtractor(Processes.start(builder, log), log);
  }

  /** SIGKILL: it says nothing any more. */
  void kill() {
    Processes.kill(process);
  }

  /** A name for an extractor that no other test uses. */
  static String freshName(String kind) {
    return "test." + kind + "." + UUID.randomUUID().toString().substring(0, 8);
  }

  /** All that it has written so far. */
  String log() {
    return Processes.read(log);
  }

  private static Path emptyFolder() {
    try {
      Path folder = Path.of("target", "system-tests", "empty");
      return Files.createDirectories(folder).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
