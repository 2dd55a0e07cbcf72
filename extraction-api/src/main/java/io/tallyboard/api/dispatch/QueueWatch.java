package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueNotes;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.QueueTurns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Notes since when a queue that jobs wait for is missing, or nobody takes from it. */
@ApplicationScoped
class QueueWatch {
  private final ExtractorQueues queues;
  private final QueueTurns turns;
  private final Line line;

  QueueWatch(ExtractorQueues queues, QueueTurns turns, Line line) {
    this.queues = queues;
    this.turns = turns;
    this.line = line;
  }

  /** Writes only what has changed. */
  Uni<Void> look(List<String> awaited) {
    return line.flying()
        .map(
            flying -> {
              TreeSet<String> all = new TreeSet<>(awaited);
              all.addAll(flying);
              return List.copyOf(all);
            })
        .chain(
            all ->
                all.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.combine()
                        .all()
                        .unis(queues.states(all), turns.notes(all))
                        .asTuple()
                        .chain(found -> note(found.getItem1(), found.getItem2())));
  }

  private Uni<Void> note(Map<String, QueueState> states, Map<String, QueueNotes> notes) {
    List<Map.Entry<String, QueueNotes>> changed = new ArrayList<>();
    states.forEach(
        (queue, state) -> {
          QueueNotes before = notes.getOrDefault(queue, QueueNotes.none());
          QueueNotes now = before.seen(state);
          if (!now.equals(before)) {
            changed.add(Map.entry(queue, now));
          }
        });
    return Multi.createFrom()
        .iterable(changed)
        .onItem()
        .transformToUniAndConcatenate(entry -> turns.note(entry.getKey(), entry.getValue()))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
