package io.tallyboard.tracker.retention;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.tracker.Serving;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes what is due, little by little. */
@ApplicationScoped
class RetentionSweep {
  private static final Logger LOG = Logger.getLogger(RetentionSweep.class);

  private final Retention retention;
  private final Clock clock;

  RetentionSweep(Retention retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tallyboard.tracker.retention.sweep:1M}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Serving.Not.class)
  Uni<Void> sweep() {
    return retention
        .sweep(clock.instant())
        .onFailure()
        .invoke(e -> LOG.warnf("Retention goes on at its next sweep: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
