package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has been handed and not yet taken. Messages may arrive in one thread while
 * another takes them: arriving is cheap, so that the time of receipt is right.
 */
final class Inbox {

  /**
   * A batch.
   *
   * @param messages of which something is to be done, in order; may be none
   * @param gaps in front of any of them
   * @param lastTag the broker's tag of the last message
   * @param count how many messages it ends the waiting for
   */
  record Batch(List<Taken> messages, List<QueuePosition.Gap> gaps, long lastTag, int count) {
    Batch {
      messages = List.copyOf(messages);
      gaps = List.copyOf(gaps);
    }

    List<Delivery> deliveries() {
      return messages.stream().map(Taken::delivery).toList();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // as for deliveries
  private record Arrival(
      long tag,
      AMQP.BasicProperties properties,
      byte[] body,
      Instant receivedAt,
      @Nullable Instant notBefore,
      Instant provedAt) {}

  private record Numbered(int n, long seq, String digest, Arrival arrival) {}

  /** Of bodies in one batch; a single larger message makes a batch of its own. */
  private static final long BATCH_BYTES = 8 << 20;

  private final String log;
  private final Numbering numbering;
  private final Attendance attendance;
  private final Clock clock;

  // Guarded by this.
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private Instant last;
  private Instant lastArrival;
  private long heldBytes;
  private int held;

  // Of the one thread that takes.
  private final Queue<Numbered> numbered = new ArrayDeque<>();
  private final List<QueuePosition.Gap> gaps = new ArrayList<>();
  private int count;

  /**
   * Empty at first.
   *
   * @param numbering made by what is told of the gaps that it finds
   */
  Inbox(
      String log,
      Function<Numbering.Gaps, Numbering> numbering,
      Attendance attendance,
      Clock clock,
      Instant lastReceivedAt) {
    this.log = log;
    this.numbering = numbering.apply(this::missing);
    this.attendance = attendance;
    this.clock = clock;
    this.last = lastReceivedAt;
    this.lastArrival = clock.instant();
  }

  private void missing(long from, long to) {
    gaps.add(new QueuePosition.Gap(log, from, to, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  synchronized void arrive(long tag, AMQP.BasicProperties properties, byte[] body) {
    Instant now = clock.instant();
    lastArrival = now;
    Instant notBefore = attendance.arrived(now);
    Instant received = now.truncatedTo(ChronoUnit.MILLIS);
    last = received.isAfter(last) ? received : last;
    // Where our own clock was set back, the time of receipt waits for it and is not to be relied
    // on.
    if (notBefore == null && last.isAfter(received.plus(Attendance.PROOF))) {
      notBefore = received;
    }
    heldBytes += body.length;
    held++;
    arrivals.add(
        new Arrival(
            tag,
            properties,
            body,
            last,
            notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS),
            attendance.provedAt()));
  }

  /** How many bytes were handed over and not yet done with. */
  synchronized long heldBytes() {
    return heldBytes;
  }

  /** How many messages. */
  synchronized int held() {
    return held;
  }

  /** A batch is done with. */
  synchronized void done(Batch batch, Instant now) {
    held -= batch.count();
    for (Taken taken : batch.messages()) {
      heldBytes -= taken.body().length;
    }
    attendance.acknowledged(batch.count(), now);
  }

  /**
   * Whether the places are known, all being told or nothing having come for the given time. Only for
   * the thread that takes.
   *
   * @param credit how many messages may be held before no more come
   */
  boolean quietFor(Duration time, int credit) {
    number();
    Instant since;
    boolean full;
    synchronized (this) {
      since = lastArrival;
      full = held >= credit;
    }
    if (!numbering.known() && Duration.between(since, clock.instant()).compareTo(time) >= 0) {
      numbering.quiet(full);
    }
    return numbering.known();
  }

  /** The next batch, null where there is nothing to take. Only for the thread that takes. */
  @Nullable Batch next(int max) {
    number();
    if (numbered.isEmpty() || !numbering.known()) {
      return null;
    }
    List<Taken> batch = new ArrayList<>();
    long bytes = 0;
    long tag = 0;
    int taken = 0;
    for (Numbered next = numbered.peek();
        next != null
            && taken < max
            && (bytes == 0 || bytes + next.arrival.body.length <= BATCH_BYTES);
        next = numbered.peek()) {
      numbered.remove();
      taken++;
      tag = next.arrival.tag;
      if (next.seq == Numbering.DONE) {
        release(next.arrival.body.length);
      } else {
        bytes += next.arrival.body.length;
        batch.add(taken(next, batch.isEmpty()));
      }
    }
    Batch made = new Batch(batch, gaps, tag, taken);
    gaps.clear();
    return made;
  }

  private synchronized void release(long bytes) {
    heldBytes -= bytes;
  }

  private void number() {
    for (Arrival next = poll(); next != null; next = poll()) {
      String digest = Digest.of(next.body);
      long seq = numbering.arrive(next.properties.getHeaders(), digest);
      numbered.add(new Numbered(count++, seq, digest, next));
    }
  }

  private synchronized @Nullable Arrival poll() {
    return arrivals.poll();
  }

  private Taken taken(Numbered next, boolean first) {
    Arrival a = next.arrival;
    byte[] body = a.body;
    byte[] kept = body.length > Limits.BODY_BYTES ? Arrays.copyOf(body, Limits.BODY_BYTES) : body;
    long seq = next.seq == Numbering.LATER ? numbering.seqOf(next.n) : next.seq;
    return new Taken(
        new Delivery(log, seq, kept, body.length, next.digest, a.receivedAt, a.notBefore, first),
        a.properties,
        body);
  }

  /**
   * What was published before this is in the batches that were taken. Only for the thread that takes;
   * null where nobody knows.
   */
  @Nullable Instant readBefore() {
    Instant proved;
    synchronized (this) {
      Numbered oldest = numbered.peek();
      Arrival later = arrivals.peek();
      proved =
          oldest != null
              ? oldest.arrival.provedAt
              : later != null ? later.provedAt : attendance.provedAt();
    }
    return proved.equals(Instant.EPOCH) ? null : proved.truncatedTo(ChronoUnit.MILLIS);
  }
}
