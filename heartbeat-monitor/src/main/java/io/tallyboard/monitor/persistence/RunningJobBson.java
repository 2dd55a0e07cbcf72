package io.tallyboard.monitor.persistence;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.RunningJob;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Of a job's record, what a verdict needs. */
final class RunningJobBson {
  private RunningJobBson() {}

  /** Empty where nothing can be said of it, since it names no extractor or no resource. */
  static Optional<RunningJob> read(Document job) {
    Document resource = job.get("resource", Document.class);
    String extractor = job.getString("extractor");
    if (resource == null || extractor == null) {
      return Optional.empty();
    }
    Document trouble = job.get("trouble", Document.class);
    Document memory = job.get("memory", Document.class);
    return Optional.of(
        new RunningJob(
            job.getString("_id"),
            new ResourceRef(resource.getString("type"), resource.getString("id")),
            extractor,
            job.getInteger("attemptCount"),
            job.getDate("lastSeenAt").toInstant(),
            trouble == null ? null : Event.valueOf(trouble.getString("kind")),
            memory.getList("controlIds", String.class, List.of()),
            memory.getList("folded", Document.class, List.of()).stream()
                .map(folded -> folded.getString("queue"))
                .toList()));
  }
}
