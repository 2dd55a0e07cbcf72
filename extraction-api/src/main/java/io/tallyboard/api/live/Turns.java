package io.tallyboard.api.live;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few at a time: when a replica goes away, all its followers come back at once, and each of
 * them asks for the past.
 */
@ApplicationScoped
class Turns {
  private static final int AT_ONCE = 16;

  private final Deque<Runnable> line = new ArrayDeque<>();
  private int free = AT_ONCE;

  /** The work's own outcome. One who gives up while in the line loses nothing but the turn. */
  <T> Uni<T> take(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .<Boolean>emitter(emitter -> stand(() -> emitter.complete(true)))
        .chain(() -> work.get().onTermination().invoke(this::leave));
  }

  private void stand(Runnable turn) {
    synchronized (line) {
      if (free == 0) {
        line.add(turn);
        return;
      }
      free--;
    }
    turn.run();
  }

  private void leave() {
    @Nullable Runnable next;
    synchronized (line) {
      next = line.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
