package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Command;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a subscription a few times a second: asks the broker, so that it is known whether the
 * queue is read to its end; notes that in the store now and then; and looks to the memory.
 */
final class Watch {
  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /**
   * How often an idle queue is noted to be read to its end. A verdict on a running job waits for that:
   * what it said before must be known.
   */
  private static final Duration NOTE = Duration.ofMillis(500);

  /** How long messages must have been small before more of them are asked for. */
  private static final Duration CALM = Duration.ofSeconds(30);

  private final UpdateQueue queue;
  private final QueueReader.Parts parts;
  private final Prefetch prefetch;
  private final Attendance attendance;
  private final Inbox inbox;
  private final Subscription subscription;
  private final Instant begun;
  private @Nullable Cancellable ticks;
  private volatile boolean asking;
  private volatile long backlogEnd = Long.MAX_VALUE;
  private volatile long mostHeld;
  private Instant noted;

  Watch(
      UpdateQueue queue,
      QueueReader.Parts parts,
      Prefetch prefetch,
      Attendance attendance,
      Inbox inbox,
      Subscription subscription) {
    this.queue = queue;
    this.parts = parts;
    this.prefetch = prefetch;
    this.attendance = attendance;
    this.inbox = inbox;
    this.subscription = subscription;
    this.begun = parts.clock().instant();
    this.noted = begun;
  }

  /** The offset of the last message that was there when the reading began, -1 where there was none. */
  void backlogEndsAt(long offset) {
    backlogEnd = offset;
    if (offset < 0) {
      attendance.pastBacklog();
    }
  }

  void arrived(long offset) {
    if (offset >= backlogEnd) {
      attendance.pastBacklog();
    }
  }

  /** Whether more is held than fits; then fewer messages will be asked for. */
  boolean tooMuch() {
    long held = inbox.heldBytes();
    if (held > mostHeld) {
      mostHeld = held;
    }
    long share = parts.budget().share();
    if (held <= share || !prefetch.mayShrink()) {
      return false;
    }
    prefetch.shrink(held, inbox.held(), share);
    return true;
  }

  void begin(Channel channel) {
    Cancellable begun =
        Multi.createFrom()
            .ticks()
            .onExecutor(Infrastructure.getDefaultWorkerPool())
            .every(TICK)
            .onOverflow()
            .drop()
            .subscribe()
            .with(tick -> tick(channel), e -> LOG.error("The watch ended", e));
    boolean over;
    synchronized (this) {
      ticks = begun;
      over = !subscription.open();
    }
    if (over) {
      begun.cancel();
    }
  }

  synchronized void end() {
    if (ticks != null) {
      ticks.cancel();
    }
  }

  private void tick(Channel channel) {
    Instant now = parts.clock().instant();
    attendance.judge(now);
    if (!asking && channel.isOpen()) {
      asking = true;
      ask(channel, attendance.ask(now));
    }
    note(now);
    if (now.isAfter(begun.plus(CALM)) && prefetch.mayGrow(mostHeld, parts.budget().share())) {
      prefetch.grow();
      LOG.infof("%s: reading on with %d messages at a time", queue.name(), prefetch.now());
      subscription.close();
    }
  }

  /** On the consumer's own channel, so that the answer comes behind what was pushed. */
  private void ask(Channel channel, Attendance.Question question) {
    try {
      var unused =
          channel
              .asyncCompletableRpc(
                  new AMQP.Queue.Declare.Builder().queue(queue.name()).passive(true).build())
              .whenComplete((answer, failure) -> answered(question, answer, failure));
    } catch (IOException | RuntimeException e) {
      asking = false;
      LOG.debugf("%s cannot be asked for: %s", queue.name(), e.getMessage());
    }
  }

  private void answered(
      Attendance.Question question, @Nullable Command answer, @Nullable Throwable failure) {
    asking = false;
    if (failure == null
        && answer != null
        && answer.getMethod() instanceof AMQP.Queue.DeclareOk ok) {
      // A stream always says 0; there the credit is the proof.
      boolean empty = queue.kind() == QueueKind.STREAM || ok.getMessageCount() == 0;
      attendance.answered(question, empty, parts.clock().instant());
    }
  }

  private void note(Instant now) {
    Instant proved = attendance.provedAt();
    if (inbox.held() > 0 || proved.isBefore(begun) || now.isBefore(noted.plus(NOTE))) {
      return;
    }
    noted = now;
    parts
        .positions()
        .live(queue.name(), proved)
        .subscribe()
        .with(
            done -> LOG.tracef("%s is read to its end", queue.name()),
            e -> LOG.debugf("%s: %s", queue.name(), e.getMessage()));
  }
}
