package io.tallyboard.tracker.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.ingest.IngestMetrics;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.QueuePositions.Through;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The course of a batch before it may be acknowledged: what is missing before it is noted, it is
 * stored and folded, that is noted, and it is passed on. Taken from the beginning again after whatever
 * failure, it changes nothing twice, but may pass on twice.
 */
final class Course {
  private static final Logger LOG = Logger.getLogger(Course.class);

  /** Passes messages on, once they are stored and folded. */
  interface Onward {
    Uni<Void> pass(List<Taken> messages);

    /** Nowhere. */
    static Onward none() {
      return messages -> Uni.createFrom().voidItem();
    }
  }

  private final Standing standing;
  private final Ingestion ingestion;
  private final QueuePositions positions;
  private final IngestMetrics metrics;
  private final Onward onward;
  private final Supplier<@Nullable Instant> readBefore;
  private final @Nullable LazyPosition lazy;

  /**
   * Of one subscription.
   *
   * @param readBefore what was published before it is in the batches that were taken so far
   * @param lazy notes how far a stream is read; null where that must be noted before the acknowledgement
   */
  Course(
      Standing standing,
      Ingestion ingestion,
      QueuePositions positions,
      IngestMetrics metrics,
      Onward onward,
      Supplier<@Nullable Instant> readBefore,
      @Nullable LazyPosition lazy) {
    this.standing = standing;
    this.ingestion = ingestion;
    this.positions = positions;
    this.metrics = metrics;
    this.onward = onward;
    this.readBefore = readBefore;
    this.lazy = lazy;
  }

  Uni<Void> run(Inbox.Batch batch) {
    List<Taken> messages = batch.messages();
    if (messages.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> gaps = batch.gaps().isEmpty() ? Uni.createFrom().voidItem() : missing(batch.gaps());
    return gaps.chain(() -> ingestion.take(batch.deliveries()))
        .chain(() -> through(messages.get(messages.size() - 1)))
        .chain(() -> onward.pass(messages));
  }

  private Uni<Void> through(Taken last) {
    Through through =
        new Through(
            standing.epoch(),
            last.delivery().seq(),
            last.delivery().digest(),
            last.delivery().receivedAt(),
            readBefore.get());
    LazyPosition behind = lazy;
    if (behind == null) {
      return positions.foldedThrough(standing.queue(), through);
    }
    behind.note(through);
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> missing(List<QueuePosition.Gap> gaps) {
    return Multi.createFrom()
        .iterable(gaps)
        .onItem()
        .transformToUniAndConcatenate(
            gap ->
                positions
                    .gap(standing.queue(), gap)
                    .invoke(
                        found -> {
                          if (found) {
                            metrics.missing(gap.to() - gap.from() + 1);
                            LOG.errorf(
                                "%s: messages %d to %d were removed before they were read;"
                                    + " its retention is too short",
                                gap.log(), gap.from(), gap.to());
                          }
                        }))
        .collect()
        .asList()
        .replaceWithVoid();
  }
}
