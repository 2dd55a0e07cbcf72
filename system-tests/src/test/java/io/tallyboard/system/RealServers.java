package io.tallyboard.system;

import io.tallyboard.testkit.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What `system-tests/run` installed and started, as it told in system properties. */
final class RealServers {
  private RealServers() {}

  /** The real broker and store; never the embedded ones, which would make these tests say nothing. */
  static Servers get() {
    required(Servers.BROKER);
    required(Servers.STORE);
    return Servers.get();
  }

  static Path python() {
    return existing("tallyboard.test.python");
  }

  static Path chromium() {
    return existing("tallyboard.test.chromium");
  }

  /** The root of the repository. */
  static Path root() {
    return existing("tallyboard.test.root");
  }

  private static Path existing(String property) {
    Path path = Path.of(required(property));
    if (!Files.exists(path)) {
      throw new IllegalStateException(property + " names what is not there: " + path);
    }
    return path;
  }

  private static String required(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () -> new IllegalStateException(property + " is not set: use system-tests/run"));
  }
}
