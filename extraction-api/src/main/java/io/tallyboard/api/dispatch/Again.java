package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A piece of work that runs once at a time, and once more if somebody asked while it ran. Safe for use
 * by many threads; asking never blocks.
 */
final class Again {
  private static final Logger LOG = Logger.getLogger(Again.class);
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int ASKED = 2;

  private final String what;
  private final Supplier<Uni<Void>> work;
  private final AtomicInteger state = new AtomicInteger(IDLE);

  Again(String what, Supplier<Uni<Void>> work) {
    this.what = what;
    this.work = work;
  }

  void ask() {
    if (state.getAndUpdate(now -> now == IDLE ? RUNNING : ASKED) == IDLE) {
      run();
    }
  }

  boolean idle() {
    return state.get() == IDLE;
  }

  private void run() {
    Uni.createFrom()
        .deferred(work::get)
        .subscribe()
        .with(
            done -> next(),
            failure -> {
              LOG.warnf("%s is left to the sweep: %s", what, failure.getMessage());
              next();
            });
  }

  private void next() {
    if (!state.compareAndSet(RUNNING, IDLE)) {
      state.set(RUNNING);
      run();
    }
  }
}
