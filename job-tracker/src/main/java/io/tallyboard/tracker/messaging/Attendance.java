package io.tallyboard.tracker.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each message whether it was read as it came, or may have lain unread, and since when.
 *
 * <p>The broker pushes at once while it has credit. So whoever had read a queue to its end, and never
 * let the broker run out of credit since, has read everything as it came. Both are proved by asking
 * the broker something on the consumer's own channel: the answer comes behind everything that was
 * pushed before it, and it comes soon. An answer that does not come soon means that somebody was
 * stopped: this process, the network, or the broker; what arrives then may be as old as the last
 * proof.
 *
 * <p>Every bound that it gives is true while what is on its way between the broker and us is not
 * longer on its way than {@link #ON_ITS_WAY}. Safe for use by several threads.
 */
final class Attendance {

  /** An acknowledgement is with the broker, and a message with us, after so long at the latest. */
  static final Duration ON_ITS_WAY = Duration.ofMillis(200);

  /** A proof older than this proves nothing of now. */
  static final Duration PROOF = Duration.ofSeconds(1);

  /**
   * A question to the broker.
   *
   * @param at when it was asked
   * @param acknowledged how many messages were acknowledged before
   */
  record Question(Instant at, long acknowledged) {}

  private record Acknowledged(Instant at, long total) {}

  private record Answer(Question question, Instant at, boolean empty) {}

  private final int credit;
  private final ArrayDeque<Acknowledged> onTheirWay = new ArrayDeque<>();

  /** Everything that was published before this has arrived. */
  private Instant provedAt;

  /** Whether the broker has had credit ever since. */
  private boolean attended;

  private boolean pastBacklog;
  private long arrived;
  private long acknowledged;
  private long withTheBroker;
  private @Nullable Answer answer;

  /**
   * Begins without knowing how much there is to read.
   *
   * @param credit how many messages the broker hands out before it waits for acknowledgements
   * @param provedAt up to when everything is known to have been read before
   */
  Attendance(int credit, Instant provedAt) {
    this.credit = credit;
    this.provedAt = provedAt;
  }

  /** What was there when the reading began has arrived. Before that, nothing is read as it came. */
  synchronized void pastBacklog() {
    pastBacklog = true;
  }

  /**
   * A message arrived.
   *
   * @return the moment before which it certainly was not there; null where it was read as it came
   */
  synchronized @Nullable Instant arrived(Instant now) {
    arrived++;
    if (now.isBefore(provedAt)) {
      // The clock was set back: of the two, the earlier is the safe one.
      provedAt = now;
    }
    if (exhausted(now) || now.isAfter(provedAt.plus(PROOF))) {
      attended = false;
    }
    return attended ? null : provedAt;
  }

  /** Whether the broker may have had no credit left: what was acknowledged just now is on its way. */
  private boolean exhausted(Instant now) {
    Instant before = now.minus(ON_ITS_WAY);
    for (Acknowledged next = onTheirWay.peek();
        next != null && !next.at.isAfter(before);
        next = onTheirWay.peek()) {
      withTheBroker = onTheirWay.remove().total;
    }
    return arrived - withTheBroker >= credit;
  }

  synchronized void acknowledged(int count, Instant now) {
    acknowledged += count;
    onTheirWay.add(new Acknowledged(now, acknowledged));
  }

  synchronized Question ask(Instant now) {
    return new Question(now, acknowledged);
  }

  /**
   * The broker answered. One answer at a time is looked at, the first.
   *
   * @param empty whether nothing was left in the queue, as far as the broker can tell
   */
  synchronized void answered(Question question, boolean empty, Instant now) {
    if (answer == null) {
      answer = new Answer(question, now, empty);
    }
  }

  /** To be called now and then: an answer counts once all that was before it has surely arrived. */
  synchronized void judge(Instant now) {
    Answer given = answer;
    if (given == null || now.isBefore(given.at.plus(ON_ITS_WAY))) {
      return;
    }
    answer = null;
    boolean always = attended && !exhausted(now);
    boolean toItsEnd = pastBacklog && given.empty && arrived - given.question.acknowledged < credit;
    if (always || toItsEnd) {
      provedAt = given.question.at;
      attended = true;
    }
  }

  /** Everything that was published before this has arrived. */
  synchronized Instant provedAt() {
    return provedAt;
  }
}
