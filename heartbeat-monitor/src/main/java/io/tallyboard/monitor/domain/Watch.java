package io.tallyboard.monitor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether this process hears what is sent to it. Each second it sends a probe to its own queue: a probe
 * that comes back proves that every beat which reached the queue before it has come too. A connection
 * that merely looks open proves nothing. Safe for use by many threads.
 *
 * <pre>
 * nothing proved ── heard ──► proved up to the probe ── heard ──► proved further
 *       ▲                            │    ▲
 *       │                   not sent │    │ heard within the gap
 *       │                            ▼    │
 *       └── lost, no queue, gap ── in doubt
 * </pre>
 */
public final class Watch {
  private static final int MAX_OUTSTANDING = 60;

  private final Duration gap;
  private final TreeMap<Long, Probe> outstanding = new TreeMap<>();
  private long next = 1;
  private Optional<Span> span = Optional.empty();
  private boolean broken = true;
  private boolean doubtful;

  /**
   * Nothing is proved yet.
   *
   * @param gap so long without a proof, and what was heard before is another watch
   */
  public Watch(Duration gap) {
    this.gap = gap;
  }

  /** Beats were heard without a break from {@code since} until {@code until}. */
  public record Span(Instant since, Instant until) {}

  public record Probe(long number, Instant sentAt, boolean confirmed) {}

  public synchronized Probe probe(Instant now) {
    Probe probe = new Probe(next++, now, false);
    outstanding.put(probe.number, probe);
    if (outstanding.size() > MAX_OUTSTANDING) {
      outstanding.pollFirstEntry();
      broken = true;
    }
    return probe;
  }

  /** The broker has it in our queue: if it does not come, something was lost. */
  public synchronized void confirmed(Probe probe) {
    outstanding.computeIfPresent(
        probe.number, (number, sent) -> new Probe(number, sent.sentAt, true));
  }

  /** There is no queue of ours: beats are passing by. */
  public synchronized void noQueue(Probe probe) {
    outstanding.remove(probe.number);
    broken = true;
  }

  /** It may have arrived or not. */
  public synchronized void notSent(Probe probe) {
    outstanding.remove(probe.number);
    doubtful = true;
  }

  /** Something was heard and could not be kept. */
  public synchronized void missed() {
    broken = true;
  }

  public synchronized void heard(long number) {
    Probe probe = outstanding.get(number);
    if (probe == null) {
      return;
    }
    Map<Long, Probe> passed = outstanding.headMap(number, false);
    boolean lost = passed.values().stream().anyMatch(Probe::confirmed);
    passed.clear();
    outstanding.remove(number);
    span =
        span.filter(before -> !broken && !lost && near(before.until, probe.sentAt))
            .map(before -> new Span(before.since, later(before.until, probe.sentAt)))
            .or(() -> Optional.of(new Span(probe.sentAt, probe.sentAt)));
    broken = false;
    doubtful = false;
  }

  /** What is proved so far; the same {@code since} means the same watch. */
  public synchronized Optional<Span> span() {
    return span;
  }

  /** Since when nothing can have been missed up to now; empty where that is in doubt. */
  public synchronized Optional<Instant> steadySince() {
    return broken || doubtful ? Optional.empty() : span.map(Span::since);
  }

  /** Whether a proof is younger than the gap. */
  public synchronized boolean provedAt(Instant now) {
    return !broken && span.filter(s -> within(gap, s.until, now)).isPresent();
  }

  /** Far before it is another watch too: the clock was set back. */
  private boolean near(Instant before, Instant now) {
    return within(gap, before, now) && within(gap, now, before);
  }

  private static boolean within(Duration gap, Instant from, Instant to) {
    return Duration.between(from, to).compareTo(gap) <= 0;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
