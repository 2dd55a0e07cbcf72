package io.tallyboard.api.live;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are read and handed out: one piece of work after another, so that of two readings of a
 * record the later one is also told later.
 */
@ApplicationScoped
class LiveThread {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "live");
            made.setDaemon(true);
            return made;
          });
  private final Deque<Runnable> line = new ArrayDeque<>();
  private boolean busy;

  /** The work's own outcome, when all that was in the line before it is done. */
  Uni<Void> inTurn(Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                stand(
                    () ->
                        work.get()
                            .emitOn(thread)
                            .onTermination()
                            .invoke(this::next)
                            .subscribe()
                            .with(emitter::complete, emitter::fail)));
  }

  private void stand(Runnable work) {
    synchronized (line) {
      line.add(work);
      if (busy) {
        return;
      }
      busy = true;
    }
    next();
  }

  private void next() {
    @Nullable Runnable work;
    synchronized (line) {
      work = line.poll();
      busy = work != null;
    }
    if (work != null) {
      thread.execute(work);
    }
  }

  void later(Duration pause, Runnable work) {
    var unused = thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
