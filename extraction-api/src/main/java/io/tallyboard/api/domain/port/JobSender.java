package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;
import java.util.List;

/** What is told to the broker. A failure means that nobody knows whether it was. */
public interface JobSender {

  /** What became of a message. */
  enum Outcome {
    CONFIRMED,
    NO_SUCH_QUEUE
  }

  /** What became of one of several messages. */
  enum Sent {
    CONFIRMED,
    NO_SUCH_QUEUE,
    /** There was no connection: the message surely did not go out. */
    NOT_SENT,
    /** Nobody knows whether it did. */
    UNKNOWN
  }

  /** As {@link #announce}: of each what became of it. Never fails. */
  Uni<List<Sent>> announceAll(List<Submission> submissions);

  /** Tells them that the job's message goes out once more: the same message counts once. */
  Uni<List<Sent>> resendAll(List<Submission> submissions);

  /** Sends jobs to their extractors, in this order: likewise. */
  Uni<List<Sent>> sendAll(List<Parcel> parcels);

  /** Tells the job's update queue that it was submitted: the same fact counts once. */
  Uni<Outcome> announce(Submission submission);

  /** Tells it that the job was cancelled before it was sent: likewise. */
  Uni<Outcome> withdraw(Submission submission);

  Uni<Boolean> exists(String queue);

  /** Makes sure that the queue is there. */
  Uni<Void> declare(UpdateQueue queue);

  /** Fails unless the broker answers. */
  Uni<Void> ping();
}
