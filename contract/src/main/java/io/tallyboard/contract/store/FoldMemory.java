package io.tallyboard.contract.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fold remembers of the log: enough to add an update without reading the others again.
 *
 * @param marks sorted
 * @param firstProgress the earliest log line; the latest says whether a run is alive
 * @param lastText the latest update that had a text
 * @param controlIds of the control updates already counted
 */
public record FoldMemory(
    List<Mark> marks,
    @Nullable Mark firstProgress,
    @Nullable Mark lastProgress,
    @Nullable Mark lastText,
    List<String> controlIds,
    List<Folded> folded) {
  public FoldMemory {
    marks = List.copyOf(marks);
    controlIds = List.copyOf(controlIds);
    folded = List.copyOf(folded);
  }

  public static FoldMemory empty() {
    return new FoldMemory(List.of(), null, null, null, List.of(), List.of());
  }
}
