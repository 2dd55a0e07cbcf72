package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.QueueWatch.Found;
import io.tallyboard.monitor.domain.RunningJob.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of running jobs, by what the broker counts. A look that comes late, or finds the
 * broker away, begins anew: what happened meanwhile was not seen, and no time of grace has passed.
 *
 * <p>Safe for use by several threads, one look at a time.
 */
public final class Verdicts {
  /** Between two looks; after longer than this, nobody was watching. */
  private static final Duration BLINK = Duration.ofSeconds(5);

  /** A log that was not read to its end for so long tells nothing of now. */
  private static final Duration STALE = Duration.ofSeconds(15);

  private final Duration grace;
  private final Duration settle;
  private final Map<String, QueueWatch> watches = new HashMap<>();
  private Map<Run, Duration> waited = Map.of();
  private @Nullable Instant last;

  /**
   * Has seen nothing yet.
   *
   * @param grace how long a job is stalled before it is lost
   * @param settle how long the broker must be there again before what it counts is believed
   */
  public Verdicts(Duration grace, Duration settle) {
    this.grace = grace;
    this.settle = settle;
  }

  /**
   * What was seen, in this order: how far the logs are read, the jobs, the queues.
   *
   * @param read up to when what was said in each log is known
   * @param sights the queues that the broker told of
   * @param back when the broker came back last; the epoch where it was never away
   */
  public record Round(
      Map<String, Instant> read,
      List<PlacedJob> running,
      Map<String, QueueSight> sights,
      Instant back,
      Instant now) {}

  /** The broker or the store did not answer. */
  public synchronized void blind() {
    watches.values().forEach(QueueWatch::blind);
    last = null;
  }

  public synchronized List<Verdict> look(Round round) {
    Duration passed = last == null ? Duration.ZERO : Duration.between(last, round.now());
    if (passed.isNegative() || passed.compareTo(BLINK) > 0) {
      blind();
      passed = Duration.ZERO;
    }
    if (round.now().isBefore(round.back().plus(settle))) {
      blind();
      return List.of();
    }
    last = round.now();
    Map<String, List<PlacedJob>> byQueue =
        round.running().stream()
            .filter(placed -> isKnown(placed, round))
            .collect(
                Collectors.groupingBy(PlacedJob::queue, LinkedHashMap::new, Collectors.toList()));
    watches.forEach(
        (queue, watch) -> {
          if (!byQueue.containsKey(queue)) {
            watch.blind();
          }
        });
    List<Verdict> verdicts = new ArrayList<>();
    Map<Run, Duration> waiting = new HashMap<>();
    for (Map.Entry<String, List<PlacedJob>> entry : byQueue.entrySet()) {
      verdicts.addAll(look(entry.getKey(), entry.getValue(), round, passed, waiting));
    }
    waited = waiting;
    return verdicts;
  }

  private List<Verdict> look(
      String queue, List<PlacedJob> all, Round round, Duration passed, Map<Run, Duration> waiting) {
    QueueWatch watch = watches.computeIfAbsent(queue, QueueWatch::new);
    QueueSight sight = round.sights().get(queue);
    // Of a queue that never was, nothing follows; one that we sent to is gone.
    List<PlacedJob> running =
        sight != null && !sight.exists() ? all.stream().filter(PlacedJob::ours).toList() : all;
    if (sight == null || running.isEmpty()) {
      watch.blind();
      return List.of();
    }
    Instant known =
        running.stream().map(p -> readThrough(p, round)).min(Instant::compareTo).orElseThrow();
    Found found = watch.look(running, sight, known, round.now());
    List<Verdict> verdicts = new ArrayList<>(found.verdicts());
    for (PlacedJob placed : running) {
      boolean stalled = placed.job().trouble() == Event.STALLED || found.certain().contains(placed);
      // While others take what the broker holds, it may have its turn yet.
      boolean left = sight.consumers() == 0 || sight.ready() == 0;
      Duration before = waited.get(placed.job().run());
      if (stalled && left) {
        Duration sofar = before == null ? Duration.ZERO : before.plus(passed);
        waiting.put(placed.job().run(), sofar);
        if (sofar.compareTo(grace) >= 0) {
          verdicts.add(
              new Verdict(
                  placed, Event.LOST, Evidence.lost(sight, queue, sofar), sight.ready() > 0));
        }
      } else if (stalled && before != null) {
        waiting.put(placed.job().run(), before);
      }
    }
    return verdicts;
  }

  private static boolean isKnown(PlacedJob placed, Round round) {
    return readThrough(placed, round).isAfter(round.now().minus(STALE));
  }

  private static Instant readThrough(PlacedJob placed, Round round) {
    return placed.job().logs().stream()
        .map(log -> round.read().get(log))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}
