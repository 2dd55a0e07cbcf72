package io.tallyboard.api.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What the ids of a request's jobs are made from: the same request has the same ids however often it
 * comes, so that none of its jobs is made twice.
 *
 * @param at of the request's first coming: the time in its UUIDv7
 * @param secret that nobody else has
 */
public record JobSeed(Instant at, String secret) {
  private static final int PLACE_BITS = 14;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;
  private static final int HASH_BITS = 62 - PLACE_BITS;

  /**
   * A UUIDv7; those of one request sort by their places.
   *
   * @param place of the job in the request, below 2^26
   * @param what the job is of, where its place alone does not tell
   */
  public String id(int place, String what) {
    long hash = ByteBuffer.wrap(digest(secret + ":" + place + ":" + what)).getLong();
    long high = (place >>> PLACE_BITS) & 0xfffL;
    long low = place & ((1L << PLACE_BITS) - 1);
    return new UUID(
            (at.toEpochMilli() << 16) | VERSION_7 | high,
            VARIANT | (low << HASH_BITS) | (hash & ((1L << HASH_BITS) - 1)))
        .toString();
  }

  private static byte[] digest(String text) {
    return Secret.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
