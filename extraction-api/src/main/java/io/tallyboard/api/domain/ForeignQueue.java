package io.tallyboard.api.domain;

import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Another system's queue that is to be read too.
 *
 * @param passOn where its messages go on to, unchanged
 */
public record ForeignQueue(String name, Optional<String> passOn) {
  /** AMQP's own limit. */
  private static final int MAX_BYTES = 255;

  /**
   * One that can be.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong with it
   */
  public ForeignQueue {
    check(name);
    passOn.ifPresent(ForeignQueue::check);
    if (passOn.filter(name::equals).isPresent()) {
      throw new IllegalArgumentException("A queue cannot be passed on to itself.");
    }
  }

  private static void check(String queue) {
    int length = queue.getBytes(StandardCharsets.UTF_8).length;
    if (queue.isBlank() || length > MAX_BYTES || queue.startsWith("amq.")) {
      throw new IllegalArgumentException(
          "A queue's name has 1 to 255 bytes, and does not begin with \"amq.\".");
    }
  }

  /** As it is stored. */
  public UpdateQueue toRecord(Instant now) {
    return new UpdateQueue(
        name, QueueKind.FOREIGN, now.truncatedTo(ChronoUnit.MILLIS), passOn.orElse(null));
  }

  /**
   * Reads {@code queue} or {@code queue>passOn}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong with it
   */
  public static ForeignQueue parse(String text) {
    int sign = text.indexOf('>');
    return sign < 0
        ? new ForeignQueue(text.strip(), Optional.empty())
        : new ForeignQueue(
            text.substring(0, sign).strip(), Optional.of(text.substring(sign + 1).strip()));
  }
}
