package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an extractor's jobs went lately.
 *
 * @param since of the oldest job that was looked at, or from when on they were asked for
 * @param complete whether these are all since then
 */
public record RecentRuns(
    Instant since,
    boolean complete,
    Map<JobState, Integer> states,
    Optional<Spread> elapsed,
    Optional<Spread> waiting) {

  /** What is needed of one job; times in milliseconds, null where they are not known. */
  public record Run(
      JobState state, Instant createdAt, @Nullable Long elapsed, @Nullable Long waiting) {}

  /** Of times in milliseconds: half of them, nine of ten, and 99 of 100 took no longer than this. */
  public record Spread(long p50, long p90, long p99, int count) {

    static Optional<Spread> of(List<Long> times) {
      if (times.isEmpty()) {
        return Optional.empty();
      }
      List<Long> sorted = times.stream().sorted().toList();
      return Optional.of(
          new Spread(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), sorted.size()));
    }

    private static long rank(List<Long> sorted, int percent) {
      int rank = (sorted.size() * percent + 99) / 100;
      return sorted.get(Math.max(0, rank - 1));
    }
  }

  public RecentRuns {
    states = Map.copyOf(states);
  }

  /**
   * Sums up.
   *
   * @param found the newest first, up to one more than {@code limit}
   */
  public static RecentRuns of(List<Run> found, int limit, Instant since) {
    boolean complete = found.size() <= limit;
    List<Run> runs = complete ? found : found.subList(0, limit);
    Map<JobState, Integer> states = new EnumMap<>(JobState.class);
    runs.forEach(run -> states.merge(run.state(), 1, Integer::sum));
    return new RecentRuns(
        complete ? since : runs.get(runs.size() - 1).createdAt(),
        complete,
        states,
        Spread.of(runs.stream().map(Run::elapsed).filter(Objects::nonNull).toList()),
        Spread.of(runs.stream().map(Run::waiting).filter(Objects::nonNull).toList()));
  }
}
