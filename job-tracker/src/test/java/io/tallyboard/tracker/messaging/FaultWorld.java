package io.tallyboard.tracker.messaging;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.TailMatch;
import io.tallyboard.tracker.ingest.Faults;
import io.tallyboard.tracker.ingest.Faults.Killed;
import io.tallyboard.tracker.ingest.IngestMetrics;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.Ingestions;
import io.tallyboard.tracker.ingest.MemoryJobStore;
import io.tallyboard.tracker.ingest.MemoryQueuePositions;
import io.tallyboard.tracker.ingest.MemoryUpdateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A queue, a store, and one process after the other that reads the one into the other with the real
 * code, in one thread, ended wherever its faults say.
 */
final class FaultWorld {
  static final String QUEUE = "q";
  private static final int PREFETCH = 8;
  private static final Duration QUIET = Duration.ofMillis(500);

  final Faults faults = new Faults();
  final MemoryUpdateLog log = new MemoryUpdateLog(faults);
  final MemoryJobStore jobs = new MemoryJobStore(faults);
  final MemoryQueuePositions positions;
  final QueueKind kind;
  final FaultModel queue;
  private final IngestMetrics metrics = Ingestions.metrics();
  private final Ingestion ingestion;
  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-21T18:52:14Z"));
  private final Random random;

  /** Whether identical bodies met at the boundary of a crash: the documented case. */
  boolean mistaken;

  FaultWorld(QueueKind kind, TrackerConfig config, Random random) {
    this.kind = kind;
    this.random = random;
    this.positions =
        new MemoryQueuePositions(faults) {
          /** A stream's is noted behind the reading, now and then. */
          @Override
          public Uni<Void> foldedThrough(String name, Through through) {
            return kind == QueueKind.STREAM && queue.hasMore() && random.nextInt(3) > 0
                ? Uni.createFrom().voidItem()
                : super.foldedThrough(name, through);
          }
        };
    this.queue = kind == QueueKind.STREAM ? new FaultModel.Stream() : new FaultModel.Plain();
    this.ingestion = Ingestions.of(new UpdateDecoder(), log, jobs, metrics, config);
  }

  /** One process's life; whether it read everything before it was killed. */
  boolean live(long points) {
    faults.live(points);
    try {
      new Life().run();
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  private final class Life {
    private final Standing standing =
        new Standings(positions, log, ingestion).of(QUEUE, kind).await().indefinitely();
    private final int credit = 1 + random.nextInt(PREFETCH);
    private final Inbox inbox =
        new Inbox(
            standing.log(),
            gaps ->
                kind == QueueKind.STREAM
                    ? new Numbering.ByOffset(standing.foldedThrough(), standing.digest(), gaps)
                    : new Numbering.ByTail(new TailMatch(standing.tail())),
            new Attendance(credit, standing.liveAt()),
            clock,
            standing.lastReceivedAt());
    private final Course course =
        new Course(
            standing, ingestion, positions, metrics, Course.Onward.none(), inbox::readBefore, null);
    private final Deque<Integer> handed = new ArrayDeque<>();
    private boolean checked;

    void run() {
      queue.subscribe(standing.foldedThrough());
      while (true) {
        int arriving = random.nextInt(4);
        while (arriving-- > 0 && queue.hasMore() && inbox.held() < credit) {
          FaultModel.Handed next = queue.next();
          handed.add(next.index());
          faults.before("arrival");
          inbox.arrive(next.tag(), next.properties(), next.body());
          clock.pass(Duration.ofMillis(random.nextInt(3)));
        }
        boolean stuck = !queue.hasMore() || inbox.held() >= credit;
        if (stuck) {
          clock.pass(QUIET);
          inbox.quietFor(QUIET, credit);
        }
        Inbox.Batch batch = inbox.next(1 + random.nextInt(5));
        if (batch != null) {
          take(batch);
        } else if (!queue.hasMore() && inbox.held() == 0) {
          return;
        }
      }
    }

    private void take(Inbox.Batch batch) {
      for (int i = 0; i < batch.count() - batch.messages().size(); i++) {
        handed.remove();
      }
      for (Delivery delivery : batch.deliveries()) {
        check(delivery, handed.remove());
      }
      course.run(batch).await().indefinitely();
      faults.before("acknowledgement");
      inbox.done(batch, clock.instant());
      queue.acknowledge(batch.lastTag());
      faults.after("acknowledgement");
    }

    /** A message's place must be its own, but where identical bodies meet at the boundary. */
    private void check(Delivery delivery, int index) {
      if (!checked && !mistaken && delivery.seq() != index && kind != QueueKind.STREAM) {
        mistaken |= sameBodies(delivery.seq(), index);
      }
      checked = true;
    }

    private boolean sameBodies(long seq, int index) {
      List<byte[]> all = queue.published();
      return seq < all.size() && Arrays.equals(all.get((int) seq), all.get(index));
    }
  }
}
