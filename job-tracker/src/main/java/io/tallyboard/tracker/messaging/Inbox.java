package io.tallyboard.tracker.messaging;

import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.Limits;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription has been handed and not yet taken: bounded by the prefetch. Safe for use by
 * several threads.
 */
final class Inbox {

  /** A batch, and the broker's tag of its last message. */
  record Batch(List<Delivery> deliveries, long lastTag) {}

  @SuppressWarnings("ArrayRecordComponent") // as for deliveries
  private record Item(
      int n, long seq, long tag, byte[] body, long length, String digest, Instant receivedAt) {}

  /** Of bodies in one batch; a single larger message makes a batch of its own. */
  private static final long BATCH_BYTES = 8 << 20;

  private final String queue;
  private final Numbering numbering;
  private final Clock clock;
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private Instant last;
  private Instant lastArrival;
  private int count;

  Inbox(String queue, Numbering numbering, Clock clock, Instant lastReceivedAt) {
    this.queue = queue;
    this.numbering = numbering;
    this.clock = clock;
    this.last = lastReceivedAt;
    this.lastArrival = clock.instant();
  }

  synchronized void arrive(long tag, @Nullable Map<String, Object> headers, byte[] body) {
    lastArrival = clock.instant();
    Instant now = lastArrival.truncatedTo(ChronoUnit.MILLIS);
    last = now.isAfter(last) ? now : last;
    String digest = sha256(body);
    long seq = numbering.arrive(headers, digest);
    byte[] kept = body.length > Limits.BODY_BYTES ? Arrays.copyOf(body, Limits.BODY_BYTES) : body;
    items.add(new Item(count++, seq, tag, kept, body.length, digest, last));
  }

  /** Whether the places are known, all being told or nothing having come for the given time. */
  synchronized boolean quietFor(Duration time) {
    if (!numbering.known() && Duration.between(lastArrival, clock.instant()).compareTo(time) >= 0) {
      numbering.quiet();
    }
    return numbering.known();
  }

  /** The next batch, null where there is nothing to take. */
  synchronized @Nullable Batch next(int max) {
    if (items.isEmpty() || !numbering.known()) {
      return null;
    }
    List<Delivery> batch = new ArrayList<>();
    long bytes = 0;
    long tag = 0;
    for (Item item = items.peek();
        item != null && batch.size() < max && (bytes == 0 || bytes + item.length <= BATCH_BYTES);
        item = items.peek()) {
      items.remove();
      bytes += item.length;
      tag = item.tag;
      batch.add(delivery(item, batch.isEmpty()));
    }
    return new Batch(batch, tag);
  }

  private Delivery delivery(Item item, boolean first) {
    long seq = item.seq == Numbering.LATER ? numbering.seqOf(item.n) : item.seq;
    return new Delivery(queue, seq, item.body, item.length, item.digest, item.receivedAt, first);
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
