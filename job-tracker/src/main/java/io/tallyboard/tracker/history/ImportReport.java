package io.tallyboard.tracker.history;

import io.tallyboard.tracker.domain.Past.Why;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of what was read. Used by one thread at a time. */
public final class ImportReport {
  private static final int EXAMPLES = 5;

  private long read;
  private long imported;
  private long present;
  private long later;
  private final Map<Why, Long> skipped = new EnumMap<>(Why.class);
  private final Map<Why, List<String>> examples = new EnumMap<>(Why.class);

  void read(int count) {
    read += count;
  }

  void imported(int count) {
    imported += count;
  }

  void present(int count) {
    present += count;
  }

  void later(int count) {
    later += count;
  }

  void skipped(Why why, String id) {
    skipped.merge(why, 1L, Long::sum);
    List<String> ids = examples.computeIfAbsent(why, w -> new ArrayList<>());
    if (ids.size() < EXAMPLES) {
      ids.add(id);
    }
  }

  public long read() {
    return read;
  }

  public long imported() {
    return imported;
  }

  /** Those that were there already. */
  public long present() {
    return present;
  }

  public long skipped() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In lines. */
  public List<String> lines(boolean dryRun) {
    List<String> lines = new ArrayList<>();
    lines.add("read           %d".formatted(read));
    lines.add("%s %d".formatted(dryRun ? "would be taken" : "imported      ", imported));
    lines.add("already there  %d".formatted(present));
    if (later > 0) {
      lines.add("left out       %d, being of the time after --before".formatted(later));
    }
    lines.add("skipped        %d".formatted(skipped()));
    skipped.forEach(
        (why, count) ->
            lines.add(
                "  %d: %s (%s%s)"
                    .formatted(
                        count,
                        why.text(),
                        String.join(", ", examples.getOrDefault(why, List.of())),
                        count > EXAMPLES ? ", ..." : "")));
    return lines;
  }
}
