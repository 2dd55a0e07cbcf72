package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;

/** What is told to the broker. A failure means that nobody knows whether it was. */
public interface JobSender {

  /** What became of a message. */
  enum Outcome {
    CONFIRMED,
    NO_SUCH_QUEUE
  }

  /** Tells the job's update queue that it was submitted: the same fact counts once. */
  Uni<Outcome> announce(Submission submission);

  /** Sends the job to its extractor. */
  Uni<Outcome> send(Submission submission, Secret key);

  Uni<Boolean> exists(String queue);

  /** Makes sure that the queue is there. */
  Uni<Void> declare(UpdateQueue queue);

  /** Fails unless the broker answers. */
  Uni<Void> ping();
}
