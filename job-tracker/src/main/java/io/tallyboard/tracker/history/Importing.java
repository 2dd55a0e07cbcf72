package io.tallyboard.tracker.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.domain.ClowderOne;
import io.tallyboard.tracker.domain.ClowderTwo;
import io.tallyboard.tracker.domain.Limits;
import io.tallyboard.tracker.domain.ObjectIdTime;
import io.tallyboard.tracker.domain.Past;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.history.PastSource.Kind;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.QueuePositions.Through;
import io.tallyboard.tracker.rebuild.LogScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes over another system's history, chunk by chunk: each is stored, then folded, then noted. After
 * a crash, or when more has come, it goes on where it was; to take a document again changes nothing.
 */
@ApplicationScoped
public class Importing {
  private static final int CHUNK = 500;

  /** Ids of one time are made by several processes: what is this close to the end is read again. */
  private static final long OVERLAP_SECONDS = 60;

  private final Chunks chunks;
  private final QueuePositions positions;
  private final LogScan log;

  Importing(Chunks chunks, QueuePositions positions, LogScan log) {
    this.chunks = chunks;
    this.positions = positions;
    this.log = log;
  }

  /**
   * What to import.
   *
   * @param source how this history is called here
   * @param before null for all of it
   * @param again from the beginning, whatever was imported before
   * @param dryRun count only
   */
  public record Order(String source, @Nullable Instant before, boolean again, boolean dryRun) {

    String queue() {
      return Limits.IMPORTED + source;
    }
  }

  /**
   * Imports.
   *
   * @param progress is told how many documents were read
   */
  public Uni<ImportReport> run(PastSource from, Kind kind, Order order, LongConsumer progress) {
    Run run = new Run(from, order, progress);
    return (kind == Kind.V1 ? run.one() : run.two()).replaceWith(run.report);
  }

  /** One import. */
  private final class Run {
    private final PastSource from;
    private final Order order;
    private final LongConsumer progress;
    private final ImportReport report = new ImportReport();

    Run(PastSource from, Order order, LongConsumer progress) {
      this.from = from;
      this.order = order;
      this.progress = progress;
    }

    Uni<Void> one() {
      return through(
          order.queue(),
          from::ones,
          Past.One::id,
          chunk ->
              Uni.createFrom()
                  .item(chunk.stream().map(d -> ClowderOne.map(order.source(), d)).toList()));
    }

    /** Updates first: when the jobs come, it is seen whose end no update told. */
    Uni<Void> two() {
      return through(order.queue(), from::twoUpdates, Past.TwoUpdate::id, this::updates)
          .chain(
              () -> through(order.queue() + ":jobs", from::twoJobs, Past.TwoJob::id, this::jobs));
    }

    private Uni<List<Mapped>> updates(List<Past.TwoUpdate> chunk) {
      Set<String> ids = new HashSet<>();
      for (Past.TwoUpdate update : chunk) {
        String job = update.jobId();
        if (job != null) {
          ids.add(job);
        }
      }
      return from.jobs(ids)
          .map(
              jobs ->
                  chunk.stream()
                      .map(
                          u ->
                              ClowderTwo.update(
                                  order.source(), u, jobs.get(String.valueOf(u.jobId()))))
                      .toList());
    }

    private Uni<List<Mapped>> jobs(List<Past.TwoJob> chunk) {
      Map<String, List<Extraction>> told = new HashMap<>();
      chunk.forEach(job -> told.put(job.id(), new ArrayList<>()));
      return log.of(told.keySet())
          .filter(e -> e.queue().equals(order.queue()))
          .invoke(e -> keepLast(told.get(e.key()), e))
          .collect()
          .last()
          .map(
              done -> {
                List<Mapped> mapped = new ArrayList<>();
                for (Past.TwoJob job : chunk) {
                  mapped.add(ClowderTwo.submitted(order.source(), job));
                  ClowderTwo.end(order.source(), job, Objects.requireNonNull(told.get(job.id())))
                      .ifPresent(mapped::add);
                }
                return mapped;
              });
    }

    private <D> Uni<Void> through(
        String position,
        Function<Long, Multi<D>> read,
        Function<D, String> id,
        Function<List<D>, Uni<List<Mapped>>> map) {
      return begin(position)
          .onItem()
          .transformToMulti(read)
          .group()
          .intoLists()
          .of(CHUNK)
          .onItem()
          .transformToUniAndConcatenate(
              chunk -> {
                report.read(chunk.size());
                List<D> due = chunk.stream().filter(d -> due(id.apply(d))).toList();
                report.later(chunk.size() - due.size());
                return map.apply(due)
                    .chain(mapped -> chunks.take(mapped, order.dryRun(), report))
                    .chain(() -> noted(position, id.apply(chunk.get(chunk.size() - 1))))
                    .invoke(() -> progress.accept(report.read()));
              })
          .collect()
          .last()
          .replaceWithVoid();
    }

    private boolean due(String id) {
      Instant before = order.before();
      return before == null
          || ObjectIdTime.of(id).map(t -> t.earliest().isBefore(before)).orElse(true);
    }

    /** The second to begin with. The log is known from now on: what is stored in it counts. */
    private Uni<Long> begin(String position) {
      Uni<Void> known =
          order.dryRun()
              ? Uni.createFrom().voidItem()
              : positions.foldedThrough(order.queue(), new Through(0, 0, "", Instant.EPOCH, null));
      return known
          .chain(() -> positions.of(position))
          .map(
              at ->
                  order.again()
                      ? 0L
                      : Math.max(
                          0,
                          ObjectIdTime.secondOf(at.map(QueuePosition::foldedThrough).orElse(0L))
                              - OVERLAP_SECONDS));
    }

    private Uni<Void> noted(String position, String id) {
      ObjectIdTime time = ObjectIdTime.of(id).orElse(null);
      if (order.dryRun() || time == null || !due(id)) {
        return Uni.createFrom().voidItem();
      }
      return positions.foldedThrough(
          position,
          new Through(0, ObjectIdTime.seqOfSecond(time.second()), "", time.latest(), null));
    }
  }

  /** The last, and every end: a job may have very many updates. */
  private static void keepLast(@Nullable List<Extraction> kept, Extraction next) {
    if (kept == null) {
      return;
    }
    if (!kept.isEmpty() && !kept.get(kept.size() - 1).event().isMark()) {
      kept.remove(kept.size() - 1);
    }
    kept.add(next);
  }
}
