package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands of job-tracker, each in a process of its own beside a {@link Suite}. */
final class Tracker {
  private static final long MINUTES = 4;

  /** What a command said. */
  record Ran(int code, String out, String err) {}

  private Tracker() {}

  /** Fails, with every difference, unless each record equals what the log says. */
  static void verify(Suite suite) {
    verify(suite.config());
  }

  /** The same, of whatever is configured so. */
  static void verify(Map<String, String> config) {
    Ran ran = run(config, "rebuild", "--all", "--verify");
    assertThat(ran.code())
        .as("rebuild --all --verify said:%n%s%n%s", ran.out(), ran.err())
        .isZero();
  }

  static Ran run(Suite suite, String... args) {
    return run(suite.config(), args);
  }

  private static Ran run(Map<String, String> config, String... args) {
    try {
      Path out = Files.createTempFile("tracker", ".out");
      Path err = Files.createTempFile("tracker", ".err");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      config.forEach((key, value) -> command.add("-D" + key + "=" + value));
      command.add("-jar");
      command.add(
          RealServers.root().resolve("job-tracker/target/quarkus-app/quarkus-run.jar").toString());
      command.addAll(List.of(args));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          throw new IllegalStateException("it did not end: " + String.join(" ", args));
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
