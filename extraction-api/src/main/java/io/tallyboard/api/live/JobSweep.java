package io.tallyboard.api.live;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.port.JobChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads every few seconds what was written, so that a hint that never came costs seconds. It rests
 * while nobody follows.
 */
@ApplicationScoped
class JobSweep {
  private static final Logger LOG = Logger.getLogger(JobSweep.class);
  private static final int PAGE = 5_000;

  private final JobChanges changes;
  private final JobTeller teller;
  private final Progress progress;
  private final InstantSource clock;
  private @Nullable Uni<Void> begun;
  private volatile boolean running;

  JobSweep(JobChanges changes, JobTeller teller, Progress progress, InstantSource clock) {
    this.changes = changes;
    this.teller = teller;
    this.progress = progress;
    this.clock = clock;
  }

  /** Done when what was written before need not be told: followers read that for themselves. */
  synchronized Uni<Void> begin() {
    if (begun == null) {
      Instant started = clock.instant();
      begun =
          pages(
                  started.minus(Progress.OVERLAP),
                  written -> {
                    teller.skip(written);
                    return Uni.createFrom().voidItem();
                  })
              .invoke(
                  () -> {
                    progress.through(started);
                    running = true;
                  })
              .onFailure()
              .invoke(this::rest)
              .memoize()
              .indefinitely();
    }
    return begun;
  }

  /** Nobody follows any more. */
  synchronized void rest() {
    begun = null;
    running = false;
    teller.forget();
  }

  @Scheduled(
      every = "${tallyboard.api.live.sweep:3S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (!running) {
      return Uni.createFrom().voidItem();
    }
    Instant started = clock.instant();
    return pages(progress.through().minus(Progress.OVERLAP), teller::tellNews)
        .invoke(() -> progress.through(started))
        .onFailure()
        .invoke(e -> LOG.debugf("Changes could not be looked through: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> pages(Instant from, Function<List<ChangedJob.Version>, Uni<Void>> each) {
    return changes
        .since(from, PAGE)
        .chain(
            page ->
                each.apply(page)
                    .chain(
                        () ->
                            page.size() < PAGE
                                ? Uni.createFrom().voidItem()
                                : pages(after(from, page), each)));
  }

  /** The last moment once more: others may have been written in it. */
  private static Instant after(Instant from, List<ChangedJob.Version> page) {
    Instant last = page.get(page.size() - 1).changedAt();
    return last.isAfter(from) ? last : from.plusMillis(1);
  }
}
