package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueNotes;
import io.tallyboard.api.domain.Turns;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Which replica tops a queue up, and whose turn it is there. */
public interface QueueTurns {

  /**
   * Takes a queue until then at the longest.
   *
   * @return empty where another replica has it: it goes round once more before it leaves
   */
  Uni<Optional<Turns>> take(String queue, String holder, Instant now, Instant until);

  /**
   * Leaves a queue to others, unless one of them asked meanwhile.
   *
   * @return whether it was left; if not, one more round is due
   */
  Uni<Boolean> leave(String queue, String holder, Turns turns);

  /** What was noted of the queues, by their names. */
  Uni<Map<String, QueueNotes>> notes(Collection<String> queues);

  /** Notes what was seen of a queue. */
  Uni<Void> note(String queue, QueueNotes seen);

  /** Notes that jobs of a queue have started. */
  Uni<Void> started(String queue, long jobs, Instant now);
}
