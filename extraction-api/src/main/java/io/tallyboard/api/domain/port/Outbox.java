package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Submissions on their way out. */
public interface Outbox {

  /** Durable when it completes. */
  Uni<Void> accept(Submission submission);

  /**
   * Takes a submission, so that nobody else sends it until then.
   *
   * @return it under its next version; empty where somebody else has it, or has changed it since it
   *     was read
   */
  Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until);

  /**
   * Writes the next version, if {@code held} is still the last. The keys of messages that may have
   * been sent stay good; a key that {@code next} no longer names was not sent, and is forgotten.
   *
   * @param heldUntil until when others keep their hands off
   * @return empty where the claim was lost
   */
  Uni<Optional<Submission>> write(Submission held, Submission next, Instant heldUntil);

  /** Those in the state that nobody holds, the oldest first. */
  Uni<List<Submission>> due(SubmissionState state, Instant now, int limit);

  /** Those of one extractor's queue that were announced and that nobody holds, the oldest first. */
  Uni<List<Submission>> dueFor(String queue, Instant now, int limit);

  /** The queues that announced submissions wait for. */
  Uni<List<String>> awaitedQueues();

  /** Notes which submissions have their job record by now. */
  Uni<Void> noteRecorded();

  /** How many were not sent yet. */
  Uni<Long> unsent();
}
