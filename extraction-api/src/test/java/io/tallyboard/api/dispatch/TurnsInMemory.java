package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueNotes;
import io.tallyboard.api.domain.Turns;
import io.tallyboard.api.domain.port.QueueTurns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who holds which queue, without a store. */
final class TurnsInMemory implements QueueTurns {
  private static final class Held {
    String holder = "";
    Instant until = Instant.EPOCH;
    boolean asked;
    Turns turns = Turns.none();
  }

  private final Map<String, Held> queues = new HashMap<>();

  private Held of(String queue) {
    return queues.computeIfAbsent(queue, name -> new Held());
  }

  @Override
  public Uni<Optional<Turns>> take(String queue, String holder, Instant now, Instant until) {
    Held held = of(queue);
    if (!held.holder.equals(holder) && held.until.isAfter(now)) {
      held.asked = true;
      return Uni.createFrom().item(Optional.empty());
    }
    held.holder = holder;
    held.until = until;
    held.asked = false;
    return Uni.createFrom().item(Optional.of(held.turns));
  }

  @Override
  public Uni<Boolean> leave(String queue, String holder, Turns turns) {
    Held held = of(queue);
    if (!held.holder.equals(holder)) {
      return Uni.createFrom().item(true);
    }
    held.turns = turns;
    if (held.asked) {
      held.asked = false;
      return Uni.createFrom().item(false);
    }
    held.until = Instant.EPOCH;
    return Uni.createFrom().item(true);
  }

  @Override
  public Uni<Map<String, QueueNotes>> notes(Collection<String> names) {
    return Uni.createFrom().item(Map.of());
  }

  @Override
  public Uni<Void> note(String queue, QueueNotes seen) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> started(String queue, long jobs, Instant now) {
    return Uni.createFrom().voidItem();
  }
}
