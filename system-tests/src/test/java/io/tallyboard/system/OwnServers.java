package io.tallyboard.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A broker and a store that a test may kill, stop and set back, in a temporary folder of its own.
 * Started by the scripts in {@code system-tests/servers}; they come back on the same ports with what
 * they kept.
 */
final class OwnServers implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofSeconds(150);

  private final Path folder;
  private final Map<String, String> settings;

  private OwnServers(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  static OwnServers inTemporaryFolder() {
    return inTemporaryFolder(Map.of());
  }

  /** With what the scripts take from the environment. */
  static OwnServers inTemporaryFolder(Map<String, String> settings) {
    try {
      return new OwnServers(Files.createTempDirectory("tallyboard-servers"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the broker, or starts it again; answers its address. */
  String startBroker() {
    return script("start-rabbitmq", folder.resolve("broker"));
  }

  /** Starts the store, or starts it again; answers its address. */
  String startStore() {
    return script("start-mongod", folder.resolve("store"));
  }

  /** SIGKILL to the broker: what it had not written is gone. */
  void killBroker() {
    ProcessHandle broker = process(folder.resolve("broker/rabbitmq.pid"));
    Stream.concat(broker.descendants(), Stream.of(broker))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    await("the broker is gone").atMost(Duration.ofSeconds(20)).until(() -> !broker.isAlive());
    stop(folder.resolve("broker"));
  }

  void stopStore() {
    stop(folder.resolve("store"));
  }

  /** The store answers nothing, and its connections stay open. */
  void freezeStore() {
    signal("STOP");
  }

  void thawStore() {
    signal("CONT");
  }

  private void signal(String name) {
    long pid = process(folder.resolve("store/mongod.pid")).pid();
    run(List.of("kill", "-" + name, String.valueOf(pid)), Map.of());
  }

  /** Keeps what the store has on disk, which must be stopped. */
  void copyStore() {
    copy(data(), folder.resolve("copy"));
  }

  /** Sets the store back to the copy; it must be stopped. */
  void restoreStore() {
    delete(data());
    copy(folder.resolve("copy"), data());
  }

  private Path data() {
    return folder.resolve("store/mongod/data");
  }

  private static ProcessHandle process(Path pidFile) {
    try {
      long pid = Long.parseLong(Files.readString(pidFile).split("\\s+")[0]);
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String script(String name, Path in) {
    return run(List.of(scripts().resolve(name).toString(), in.toString()), settings);
  }

  private static void stop(Path in) {
    run(List.of(scripts().resolve("stop").toString(), in.toString()), Map.of());
  }

  private static Path scripts() {
    return RealServers.root().resolve("system-tests/servers");
  }

  /** Runs it to its end, and answers what it printed. */
  private static String run(List<String> command, Map<String, String> environment) {
    Path log = Processes.logFile("server-" + Path.of(command.get(0)).getFileName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = Processes.start(builder, log);
    await(String.join(" ", command))
        .atMost(UP_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive());
    String printed = Processes.read(log).strip();
    if (process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + printed);
    }
    return printed.lines().reduce((first, second) -> second).orElse("");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (Files.exists(folder.resolve("store/mongod.pid"))) {
      thawStore();
    }
    stop(folder.resolve("broker"));
    stop(folder.resolve("store"));
    delete(folder);
  }
}
