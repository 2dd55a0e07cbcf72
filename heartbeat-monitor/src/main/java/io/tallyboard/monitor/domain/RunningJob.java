package io.tallyboard.monitor.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that is said to run.
 *
 * @param lastHeard our time of its last word; a verdict is none
 * @param trouble the doubt that stands against it
 * @param controlIds of the control updates that it counted last
 * @param logs the queues that its updates came by
 */
public record RunningJob(
    String id,
    ResourceRef resource,
    String extractor,
    int attempt,
    Instant lastHeard,
    @Nullable Event trouble,
    List<String> controlIds,
    List<String> logs) {

  public RunningJob {
    controlIds = List.copyOf(controlIds);
    logs = List.copyOf(logs);
  }

  /** The same run of the same job. */
  public record Run(String job, int attempt) {}

  public Run run() {
    return new Run(id, attempt);
  }

  /**
   * The id of the next verdict of this kind on this run: whoever reads the same record makes the same.
   */
  String controlId(Event kind) {
    String prefix =
        "%s:%s:%d:".formatted(kind.name().toLowerCase(java.util.Locale.ROOT), id, attempt);
    int next =
        controlIds.stream()
            .filter(told -> told.startsWith(prefix))
            .mapToInt(told -> Integer.parseInt(told.substring(prefix.length())) + 1)
            .max()
            .orElse(0);
    return prefix + next;
  }
}
