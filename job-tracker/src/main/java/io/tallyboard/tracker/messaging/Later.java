package io.tallyboard.tracker.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Does things after a while, on a worker thread; a failure is logged, never swallowed. */
final class Later {
  private static final Logger LOG = Logger.getLogger(Later.class);

  private Later() {}

  static void run(Duration pause, Runnable action) {
    Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .onExecutor(Infrastructure.getDefaultWorkerPool())
        .by(pause)
        .subscribe()
        .with(done -> action.run(), failure -> LOG.error("A delayed step failed", failure));
  }
}
