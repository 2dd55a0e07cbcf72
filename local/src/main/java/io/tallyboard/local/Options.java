package io.tallyboard.local;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param files empty for the repository's own
 * @param exit when the jobs are done
 * @param broker null for the embedded one
 * @param mongo null for the embedded one
 * @param data null for a temporary folder
 * @param port 0 for any free one
 */
record Options(
    List<Path> files,
    boolean exit,
    @Nullable String broker,
    @Nullable String mongo,
    @Nullable Path data,
    int port,
    boolean demo) {
  Options {
    files = List.copyOf(files);
  }
}
