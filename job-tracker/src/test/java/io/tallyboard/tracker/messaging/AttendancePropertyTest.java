package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.tracker.messaging.Attendance.Question;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a way to it and back, a reader that is slow at times, and pauses of each of them, in
 * steps of five milliseconds. Nobody but the test knows when a message was really published.
 */
class AttendancePropertyTest {
  private static final long STEP = 5;
  private static final long EPOCH = 1_000_000_000_000L;

  private record OnItsWay(long arrivesAt, long publishedAt, @Nullable Question answerTo) {}

  private record Ack(long arrivesAt, int count) {}

  private record Asked(long arrivesAt, Question question) {}

  @Property(tries = 2_000)
  void everyBoundHolds(
      @ForAll @IntRange(min = 1, max = 20) int credit,
      @ForAll @IntRange(min = 0, max = 90) int latency,
      @ForAll @IntRange(min = 0, max = 40) int backlog,
      @ForAll boolean stream,
      @ForAll Random random) {
    Run run = new Run(credit, latency, stream, random);
    for (int i = 0; i < backlog; i++) {
      run.ready.add(run.now - random.nextInt(3_600_000));
    }
    run.backlog = backlog;
    run.go();
    Statistics.label("read as they came").collect(run.live > 0);
    Statistics.label("may have lain").collect(run.lain > 0);
  }

  private static final class Run {
    final int credit;
    final int latency;
    final boolean stream;
    final Random random;
    final Attendance attendance;
    final Deque<Long> ready = new ArrayDeque<>();
    final Deque<OnItsWay> toUs = new ArrayDeque<>();
    final Deque<Ack> acks = new ArrayDeque<>();
    final Deque<Asked> questions = new ArrayDeque<>();
    final List<Long> held = new ArrayList<>();
    long now = EPOCH;
    int backlog;
    int arrived;
    int unacknowledged;
    long lastWay;
    int live;
    int lain;
    boolean asking;

    Run(int credit, int latency, boolean stream, Random random) {
      this.credit = credit;
      this.latency = latency;
      this.stream = stream;
      this.random = random;
      // The backlog is of the last hour, and before that everything was read.
      this.attendance = new Attendance(credit, Instant.ofEpochMilli(now - 3_600_000));
    }

    void go() {
      if (backlog == 0) {
        attendance.pastBacklog();
      }
      long wePausedUntil = 0;
      long brokerPausedUntil = 0;
      int rate = 1 + random.nextInt(60);
      for (int step = 0; step < 4_000; step++) {
        now += STEP;
        if (random.nextInt(800) == 0) {
          rate = 1 + random.nextInt(60);
        }
        if (random.nextInt(1_000) == 0) {
          wePausedUntil = now + 1_000 + random.nextInt(5_000);
        }
        if (random.nextInt(1_500) == 0) {
          brokerPausedUntil = now + 1_000 + random.nextInt(5_000);
        }
        if (random.nextInt(rate) == 0) {
          ready.add(now);
        }
        if (now >= brokerPausedUntil) {
          broker();
        }
        if (now >= wePausedUntil) {
          us(step);
        }
      }
    }

    private long way() {
      // Nothing overtakes.
      lastWay = Math.max(lastWay, now + (latency == 0 ? 0 : random.nextInt(latency)));
      return lastWay;
    }

    private void broker() {
      while (!acks.isEmpty() && acks.peek().arrivesAt <= now) {
        unacknowledged -= acks.remove().count;
      }
      while (unacknowledged < credit && !ready.isEmpty()) {
        unacknowledged++;
        toUs.add(new OnItsWay(way(), ready.remove(), null));
      }
      while (!questions.isEmpty() && questions.peek().arrivesAt <= now) {
        Question q = questions.remove().question;
        toUs.add(new OnItsWay(way(), ready.isEmpty() ? 0 : 1, q));
      }
    }

    private void us(int step) {
      if (step % 40 == 0) {
        attendance.judge(at(now));
        if (!asking) {
          asking = true;
          questions.add(new Asked(way(), attendance.ask(at(now))));
        }
      }
      while (!toUs.isEmpty() && toUs.peek().arrivesAt <= now) {
        OnItsWay next = toUs.remove();
        Question q = next.answerTo;
        if (q != null) {
          asking = false;
          attendance.answered(q, stream || next.publishedAt == 0, at(now));
        } else {
          arrive(next.publishedAt);
        }
      }
      if (!held.isEmpty() && random.nextInt(4) == 0) {
        acks.add(new Ack(way(), held.size()));
        attendance.acknowledged(held.size(), at(now));
        held.clear();
      }
    }

    private void arrive(long published) {
      Instant notBefore = attendance.arrived(at(now));
      held.add(published);
      if (++arrived >= backlog) {
        attendance.pastBacklog();
      }
      if (notBefore == null) {
        live++;
        // A pause of less than a second is not seen.
        assertThat(now - published).isLessThanOrEqualTo(Attendance.PROOF.toMillis() + 2L * latency);
      } else {
        lain++;
        assertThat(published).isGreaterThanOrEqualTo(notBefore.toEpochMilli());
      }
    }

    private static Instant at(long millis) {
      return Instant.ofEpochMilli(millis);
    }
  }
}
