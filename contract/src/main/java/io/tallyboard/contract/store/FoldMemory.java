package io.tallyboard.contract.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the fold stands: enough to add the next update without reading the others again. What comes
 * before {@code last} cannot be added; the job is folded whole from the log then.
 *
 * @param last the place of the last update that was folded
 * @param submitted the first that told of the submission
 * @param first what the first attempt began with; waiting lasts until then
 * @param run the latest attempt
 * @param next why another attempt is due; null where none is
 * @param resent how often the job message was sent again without a start that is due to it
 * @param openings where in the log each of the record's attempts began
 * @param own of an inferred job: the ids of its updates but log lines; the first and last hundred
 * @param controlIds of the control updates counted last
 * @param folded by queue
 */
public record FoldMemory(
    @Nullable Place last,
    @Nullable Mark submitted,
    @Nullable Mark first,
    @Nullable RunMemory run,
    @Nullable Cause next,
    int resent,
    List<Opening> openings,
    List<String> own,
    List<String> controlIds,
    List<Folded> folded) {
  public FoldMemory {
    openings = List.copyOf(openings);
    own = List.copyOf(own);
    controlIds = List.copyOf(controlIds);
    folded = List.copyOf(folded);
  }

  public static FoldMemory empty() {
    return new FoldMemory(
        null, null, null, null, null, 0, List.of(), List.of(), List.of(), List.of());
  }

  /** Where an attempt began. */
  public record Opening(int attempt, Place at) {}

  /**
   * An attempt that may still change.
   *
   * @param begin its start, or where it never said that it started, the first that was heard of it
   * @param started whether it said that it started
   * @param alive whether it said anything since
   */
  public record RunMemory(
      int number,
      Cause cause,
      AttemptState state,
      Mark begin,
      boolean started,
      boolean alive,
      @Nullable Mark end,
      @Nullable String message) {}
}
