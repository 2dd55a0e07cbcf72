package io.tallyboard.tracker.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a MongoDB ObjectId tells of its document: when it was made, to the second, and its order among
 * those of the same second and process.
 */
public record ObjectIdTime(long second, int counter) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");
  private static final int COUNTER_BITS = 24;
  private static final long MILLIS = 1_000;

  /** Empty where the text is no ObjectId. */
  public static Optional<ObjectIdTime> of(String id) {
    return HEX.matcher(id).matches()
        ? Optional.of(
            new ObjectIdTime(
                Long.parseLong(id.substring(0, 8), 16), Integer.parseInt(id.substring(18), 16)))
        : Optional.empty();
  }

  /** It was not there yet. */
  public Instant earliest() {
    return Instant.ofEpochSecond(second);
  }

  /** It was there by then. */
  public Instant latest() {
    return Instant.ofEpochMilli(second * MILLIS + MILLIS - 1);
  }

  /** Positive, rising with the time and then with the counter. */
  public long seq() {
    return second << COUNTER_BITS | counter;
  }

  /** The least {@link #seq} of this second. */
  public static long seqOfSecond(long second) {
    return second << COUNTER_BITS;
  }

  /** The second of a {@link #seq}. */
  public static long secondOf(long seq) {
    return seq >> COUNTER_BITS;
  }
}
