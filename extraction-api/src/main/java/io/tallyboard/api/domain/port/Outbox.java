package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Withdrawal;
import io.tallyboard.contract.store.Submission;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Submissions on their way out. */
public interface Outbox {

  /** Durable when it completes. */
  Uni<Void> accept(Submission submission);

  /** All durable when it completes; those whose ids are there already stay as they are. */
  Uni<Void> acceptAll(List<Submission> submissions);

  /** Those of the ids that were accepted. */
  Uni<Set<String>> known(Collection<String> jobIds);

  /**
   * Takes a submission, so that nobody else sends it until then.
   *
   * @return it under its next version; empty where somebody else has it, or has changed it since it
   *     was read
   */
  Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until);

  /**
   * Writes the next version, if {@code held} is still the last.
   *
   * @param heldUntil until when others keep their hands off
   * @return empty where the claim was lost
   */
  Uni<Optional<Submission>> write(Submission held, Submission next, Instant heldUntil);

  /**
   * A write, if nobody wrote since it was read.
   *
   * @param free only where nobody else holds it
   */
  record Change(Submission read, Submission next, Instant heldUntil, boolean free) {}

  /**
   * Several writes, each as {@link #write}.
   *
   * @return those that were written, in their order
   */
  Uni<List<Submission>> writeAll(List<Change> changes, Instant now);

  /** What is accepted, not announced yet and held by nobody: the oldest first. */
  Uni<List<Submission>> unannounced(Instant now, int limit);

  /** The queues that announced submissions wait for. */
  Uni<List<String>> awaitedQueues();

  /**
   * Has a submission not sent any more, where nobody is sending it this very moment. The sweep sees to
   * it that its update queue is told, should the caller not live to.
   */
  Uni<Withdrawal> cancel(String jobId, Instant now);

  /** Those cancelled before then of which the update queue was perhaps not told. */
  Uni<List<Submission>> untold(Instant before, int limit);

  /** The update queue was told of the cancelling. */
  Uni<Void> told(String jobId);

  /**
   * Has a submission that was sent sent once more, by the dispatcher and in its turn.
   *
   * @return as it is now; empty where it is not one that was sent
   */
  Uni<Optional<Submission>> reopen(String jobId);

  /** Changes the priority of those that were not sent yet, and says how many that were. */
  Uni<Long> prioritise(Collection<String> jobIds, int priority);

  /** Notes which submissions have their job record by now. */
  Uni<Void> noteRecorded();

  /** How many were not sent yet. */
  Uni<Long> unsent();
}
