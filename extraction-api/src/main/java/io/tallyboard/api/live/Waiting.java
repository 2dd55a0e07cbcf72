package io.tallyboard.api.live;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one follower, in order: of each subject the latest alone. Where it is more than the
 * limits, it is given up, and one marker stands for it. Not safe for use by several threads.
 */
final class Waiting {
  static final int MAX_EVENTS = 1_000;
  static final int MAX_BYTES = 1 << 20;
  private static final String MARKER = "reset";

  private final Map<String, Event> events = new LinkedHashMap<>();
  private int bytes;

  /**
   * One event.
   *
   * @param version of its subject: an older one never follows
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Event(String subject, long version, byte[] frame) {}

  /**
   * Adds an event at the end, in place of what is waiting of the same subject.
   *
   * @param marker what stands for all, should there be too many
   * @return whether they were too many
   */
  boolean add(Event event, Supplier<byte[]> marker) {
    @Nullable Event before = events.remove(event.subject());
    if (before != null) {
      bytes -= before.frame().length;
      if (before.version() > event.version()) {
        put(before);
        return false;
      }
    }
    put(event);
    if (events.size() <= MAX_EVENTS && bytes <= MAX_BYTES) {
      return false;
    }
    reset(marker.get());
    return true;
  }

  /** Gives up what is waiting. */
  void reset(byte[] marker) {
    events.clear();
    bytes = 0;
    put(new Event(MARKER, 0, marker));
  }

  /** Without what was told in this or a later version already. */
  void forget(Map<String, Long> told) {
    events
        .values()
        .removeIf(
            event -> {
              boolean known = told.getOrDefault(event.subject(), -1L) >= event.version();
              bytes -= known ? event.frame().length : 0;
              return known;
            });
  }

  /** Takes the next, as many as fit, but one at least; empty where nothing waits. */
  byte[] take(int upTo) {
    var each = events.values().iterator();
    if (!each.hasNext()) {
      return new byte[0];
    }
    byte[] first = each.next().frame();
    each.remove();
    bytes -= first.length;
    if (!each.hasNext()) {
      return first;
    }
    ByteArrayOutputStream taken = new ByteArrayOutputStream(first.length * 2);
    taken.writeBytes(first);
    while (each.hasNext()) {
      byte[] next = each.next().frame();
      if (taken.size() + next.length > upTo) {
        break;
      }
      taken.writeBytes(next);
      each.remove();
      bytes -= next.length;
    }
    return taken.toByteArray();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  private void put(Event event) {
    events.put(event.subject(), event);
    bytes += event.frame().length;
  }
}
