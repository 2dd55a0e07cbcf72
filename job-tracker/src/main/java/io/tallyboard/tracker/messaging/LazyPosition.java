package io.tallyboard.tracker.messaging;

import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.QueuePositions.Through;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes how far a stream is read, behind the reading and not in its way: one write at a time, of the
 * latest place there is. A note that is late or lost costs some messages being read again, which meet
 * their own ids. A plain queue's has to be written before its messages are acknowledged.
 */
final class LazyPosition {
  private static final Logger LOG = Logger.getLogger(LazyPosition.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final String queue;
  private final QueuePositions positions;

  // Guarded by this.
  private @Nullable Through latest;
  private boolean writing;

  LazyPosition(String queue, QueuePositions positions) {
    this.queue = queue;
    this.positions = positions;
  }

  /** Everything through this place is stored and folded. */
  void note(Through through) {
    synchronized (this) {
      latest = through;
      if (writing) {
        return;
      }
      writing = true;
    }
    next();
  }

  private void next() {
    Through through;
    synchronized (this) {
      through = latest;
      latest = null;
      if (through == null) {
        writing = false;
        return;
      }
    }
    positions
        .foldedThrough(queue, through)
        .subscribe()
        .with(done -> next(), failure -> failed(through, failure));
  }

  private void failed(Through through, Throwable failure) {
    LOG.debugf("How far %s is read cannot be noted now: %s", queue, failure.getMessage());
    synchronized (this) {
      latest = latest == null ? through : latest;
    }
    Later.run(AGAIN, this::next);
  }
}
