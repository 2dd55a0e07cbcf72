package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.contract.store.Submission;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What waits for an extractor's queue, and what of ours is in it. */
public interface Line {

  /** Whether any was announced and is held by nobody. */
  Uni<Boolean> waits(String queue, Instant now);

  /** The priorities of those that were announced, whether held or not. */
  Uni<List<Integer>> priorities(String queue);

  /** Whose announced submissions have that priority. */
  Uni<List<String>> users(String queue, int priority);

  /** One user's, of that priority, that nobody holds: the oldest first. */
  Uni<List<Submission>> oldest(String queue, int priority, String user, Instant now, int limit);

  /** What was sent to the queue and has not started, the earliest first. */
  Uni<List<InFlight>> inFlight(String queue, int limit);

  /** All queues that have something in flight. */
  Uni<List<String>> flying();

  /**
   * Notes of those of the jobs that were in flight that they are not any more.
   *
   * @return in which queues they made room, and for how many
   */
  Uni<Map<String, Long>> landed(Collection<String> jobIds);

  /** How many announced submissions have a higher priority, as far as they are counted. */
  Uni<Long> higher(String queue, int priority);

  /** How many have that priority, by user, as far as they are counted. */
  Uni<Map<String, Long>> counts(String queue, int priority);

  /** How many of one user's of that priority are older, as far as they are counted. */
  Uni<Long> older(Submission than, String user);
}
