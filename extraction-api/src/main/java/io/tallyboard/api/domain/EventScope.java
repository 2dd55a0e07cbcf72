package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which extractions are a job's. */
public sealed interface EventScope {

  /** Those that name it. */
  record OfJob(String jobId) implements EventScope {}

  /**
   * Those of its lane that name no job: the marks it was made of, and the log lines between its first
   * and its last.
   *
   * @param extractor null where the updates named none
   * @param markIds of the extractions that are its marks
   */
  record OfLane(
      String resourceId,
      @Nullable String extractor,
      LogPoint from,
      LogPoint to,
      List<String> markIds)
      implements EventScope {
    public OfLane {
      markIds = List.copyOf(markIds);
    }
  }

  /** Nothing is known of any. */
  record None() implements EventScope {}

  static EventScope of(Job job) {
    if (job.identity() == Identity.GIVEN) {
      return new OfJob(job.id());
    }
    FoldMemory memory = job.memory();
    List<LogPoint> points =
        Stream.of(
                memory.marks().stream(),
                Stream.ofNullable(memory.firstProgress()),
                Stream.ofNullable(memory.lastProgress()))
            .flatMap(marks -> marks)
            .map(LogPoint::of)
            .sorted()
            .toList();
    if (points.isEmpty() || job.resource() == null) {
      return new None();
    }
    List<String> ids = memory.marks().stream().map(EventScope::id).toList();
    return new OfLane(
        job.resource().id(), job.extractor(), points.get(0), points.get(points.size() - 1), ids);
  }

  private static String id(Mark mark) {
    return Extraction.id(mark.queue(), mark.seq());
  }
}
