package io.tallyboard.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where logs go, and the store if it is to be kept. A temporary one goes away at the end, unless
 * something went wrong.
 */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean temporary;
  private volatile boolean keep;

  private WorkFolder(Path path, boolean temporary) throws IOException {
    this.path = path;
    this.temporary = temporary;
    Files.createDirectories(logs());
  }

  /**
   * Makes it.
   *
   * @param data null for a temporary one
   */
  public static WorkFolder open(@Nullable Path data) throws Trouble {
    try {
      return data == null
          ? new WorkFolder(Files.createTempDirectory("tallyboard-"), true)
          : new WorkFolder(data.toAbsolutePath(), false);
    } catch (IOException e) {
      throw new Trouble(
          "The folder " + (data == null ? "for temporary files" : data) + " cannot be written to.",
          e);
    }
  }

  public Path logs() {
    return path.resolve("logs");
  }

  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  public Path store() {
    return path.resolve("store");
  }

  /** The logs will be wanted. */
  public void keep() {
    keep = true;
  }

  @Override
  public void close() throws IOException {
    if (!temporary || keep) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
