package io.tallyboard.tracker.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.domain.Past.TwoJob;
import io.tallyboard.tracker.domain.Past.TwoUpdate;
import io.tallyboard.tracker.domain.Past.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The history of Clowder 2: a job, and its updates. Of an update only the text is left, so that its
 * meaning is found from the texts that pyclowder writes, and from how the job ended.
 */
public final class ClowderTwo {
  private static final String STARTED = "Started processing.";
  private static final String DONE = "Done processing.";
  private static final Pattern RETRY = Pattern.compile("\\(#\\d+\\).*", Pattern.DOTALL);
  private static final Duration SAME_CLOCK = Duration.ofMinutes(2);
  private static final String END = ":end";

  private ClowderTwo() {}

  /** The job becomes its submission. It comes first in its second, whatever processes stored it. */
  public static Mapped submitted(String source, TwoJob job) {
    Optional<ObjectIdTime> time = ObjectIdTime.of(job.id());
    if (time.isEmpty()) {
      return new Mapped.Skipped(job.id(), Why.NO_OBJECT_ID);
    }
    ObjectIdTime t = time.get();
    return base(source, job.id(), job.id(), job)
        .says(Event.SUBMITTED, null, null, created(job.created(), t))
        .bySystem()
        .counted(Imported.queue(source) + ":" + job.id())
        .asked(request(job))
        .at(job.id(), ObjectIdTime.seqOfSecond(t.second()), t.latest(), t.earliest());
  }

  private static Request request(TwoJob job) {
    ResourceRef resource = resource(job);
    String dataset =
        resource != null && resource.type().equals(ResourceRef.DATASET) ? resource.id() : null;
    return new Request(
        job.creator(), How.UNKNOWN, null, Imported.stored(job.parameters()), null, dataset);
  }

  /** Its own time is the server's local one, which is taken only if it agrees with the id's. */
  private static Instant created(@Nullable Instant told, ObjectIdTime time) {
    boolean agrees =
        told != null && Duration.between(time.earliest(), told).abs().compareTo(SAME_CLOCK) < 0;
    return agrees && told != null ? told : time.earliest();
  }

  /**
   * An update of a job.
   *
   * @param job null where there is none
   */
  public static Mapped update(String source, TwoUpdate update, @Nullable TwoJob job) {
    String text = update.status();
    if (text == null) {
      return new Mapped.Skipped(update.id(), Why.NO_STATUS);
    }
    return base(source, update.id(), update.jobId(), job)
        .says(event(update, text, job), null, text, update.timestamp())
        .at(update.id(), ObjectIdTime.of(update.id()));
  }

  private static Event event(TwoUpdate update, String text, @Nullable TwoJob job) {
    Event end = job == null ? null : end(job.status());
    if (text.endsWith(STARTED)) {
      return Event.STARTED;
    }
    if (text.endsWith(DONE)) {
      // Clowder keeps the first end: done after skip is a skip, done after an error another run.
      return end == Event.SKIPPED ? Event.SKIPPED : Event.SUCCEEDED;
    }
    boolean ended =
        end != null
            && job != null
            && text.equals(job.latestMessage())
            && update.timestamp() != null
            && update.timestamp().equals(job.finished());
    if (ended && end != null) {
      return end;
    }
    return RETRY.matcher(text).matches() ? Event.RETRIED : Event.PROGRESS;
  }

  /**
   * How the job ended, where none of its updates tells.
   *
   * @param updates of the job that were taken over, in order
   */
  public static Optional<Mapped> end(String source, TwoJob job, List<Extraction> updates) {
    Event end = end(job.status());
    List<Extraction> told = updates.stream().filter(e -> !e.id().endsWith(END)).toList();
    if (end == null || told.stream().anyMatch(e -> isEnd(e.event()))) {
      return Optional.empty();
    }
    return ObjectIdTime.of(job.id())
        .map(
            t -> {
              Extraction last = told.isEmpty() ? null : told.get(told.size() - 1);
              return base(source, job.id() + END, job.id(), job)
                  .says(end, job.status(), job.latestMessage(), job.finished())
                  .at(
                      job.id(),
                      last == null ? t.seq() + 1 : last.seq() + 1,
                      last == null ? t.latest() : last.receivedAt(),
                      t.earliest());
            });
  }

  private static boolean isEnd(Event event) {
    return event == Event.SUCCEEDED || event == Event.SKIPPED || event == Event.ERROR;
  }

  private static @Nullable Event end(@Nullable String status) {
    if (status == null) {
      return null;
    }
    return switch (status) {
      case "SUCCEEDED" -> Event.SUCCEEDED;
      case "SKIPPED" -> Event.SKIPPED;
      case "ERROR" -> Event.ERROR;
      default -> null;
    };
  }

  private static Imported base(
      String source, String id, @Nullable String jobId, @Nullable TwoJob job) {
    return new Imported(source, id)
        .of(jobId, job == null ? null : resource(job), job == null ? null : job.listenerId());
  }

  private static @Nullable ResourceRef resource(TwoJob job) {
    String id = job.resourceId();
    String collection = job.collection();
    if (id == null) {
      return null;
    }
    if (collection == null) {
      return ResourceRef.unknown(id);
    }
    return switch (collection) {
      case "files" -> ResourceRef.file(id);
      case "datasets" -> new ResourceRef(ResourceRef.DATASET, id);
      default -> ResourceRef.unknown(id);
    };
  }
}
