package io.tallyboard.tracker.persistence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.tracker.domain.Past;
import io.tallyboard.tracker.history.PastSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/**
 * A Clowder's collections as {@code mongoexport} writes them, a document in each line of {@code
 * <collection>.jsonl}. Always read from the beginning; the jobs of a Clowder 2 are held in memory.
 */
final class FilePast implements PastSource {
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private @Nullable Map<String, Past.TwoJob> known;

  FilePast(Path folder) {
    this.folder = folder;
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  @Override
  public Uni<Kind> kind() {
    if (Files.exists(file(MongoPast.TWO_JOBS)) || Files.exists(file(MongoPast.TWO_UPDATES))) {
      return Uni.createFrom().item(Kind.V2);
    }
    return Files.exists(file(MongoPast.ONE))
        ? Uni.createFrom().item(Kind.V1)
        : Uni.createFrom()
            .failure(
                new CannotImport(
                    "The folder %s has neither %s nor %s."
                        .formatted(folder, MongoPast.ONE + SUFFIX, MongoPast.TWO_JOBS + SUFFIX)));
  }

  @Override
  public Uni<Long> size(Kind kind) {
    long lines =
        kind == Kind.V1
            ? count(MongoPast.ONE)
            : count(MongoPast.TWO_UPDATES) + count(MongoPast.TWO_JOBS);
    return Uni.createFrom().item(lines);
  }

  private long count(String name) {
    try (Stream<String> lines = lines(name)) {
      return lines.count();
    }
  }

  @Override
  public Multi<Past.One> ones(long fromSecond) {
    return documents(MongoPast.ONE, ClowderDocuments::one);
  }

  @Override
  public Multi<Past.TwoUpdate> twoUpdates(long fromSecond) {
    return documents(MongoPast.TWO_UPDATES, ClowderDocuments::update);
  }

  @Override
  public Multi<Past.TwoJob> twoJobs(long fromSecond) {
    return documents(MongoPast.TWO_JOBS, ClowderDocuments::job);
  }

  @Override
  public Uni<Map<String, Past.TwoJob>> jobs(Set<String> ids) {
    Map<String, Past.TwoJob> all = known;
    if (all == null) {
      Map<String, Past.TwoJob> read = new HashMap<>();
      try (Stream<String> lines = lines(MongoPast.TWO_JOBS)) {
        lines
            .map(line -> ClowderDocuments.job(parsed(line)))
            .forEach(job -> read.put(job.id(), job));
      }
      all = read;
      known = read;
    }
    Map<String, Past.TwoJob> found = new HashMap<>(all);
    found.keySet().retainAll(ids);
    return Uni.createFrom().item(found);
  }

  private <D> Multi<D> documents(String name, Function<Document, D> read) {
    return Multi.createFrom()
        .resource(() -> lines(name), lines -> Multi.createFrom().items(() -> lines))
        .withFinalizer((Stream<String> lines) -> lines.close())
        .map(line -> read.apply(parsed(line)));
  }

  /** Closed by whoever asked for it. */
  @SuppressWarnings("StreamResourceLeak")
  private Stream<String> lines(String name) {
    Path file = file(name);
    try {
      return Files.exists(file)
          ? Files.lines(file).filter(line -> !line.isBlank())
          : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document parsed(String line) {
    try {
      return Document.parse(line);
    } catch (JsonParseException e) {
      throw new CannotImport(
          "A line in %s is no document as mongoexport writes it: %s"
              .formatted(folder, e.getMessage()));
    }
  }

  @Override
  public void close() {
    known = null;
  }
}
