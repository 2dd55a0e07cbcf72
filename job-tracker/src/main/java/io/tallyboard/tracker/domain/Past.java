package io.tallyboard.tracker.domain;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Extraction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What another system stored, as far as it can be read: any text may be missing. */
public interface Past {

  /**
   * A status update as Clowder 1 stored it ({@code extractions}).
   *
   * @param fileId of a file, or of a dataset: nobody tells which
   * @param jobId missing in older versions
   * @param start the extractor's claim
   */
  record One(
      String id,
      @Nullable String fileId,
      @Nullable String jobId,
      @Nullable String extractorId,
      @Nullable String status,
      @Nullable Instant start,
      @Nullable String userId) {}

  /** A job of Clowder 2 ({@code listener_jobs}). */
  record TwoJob(
      String id,
      @Nullable String listenerId,
      @Nullable String collection,
      @Nullable String resourceId,
      @Nullable UserRef creator,
      @Nullable String parameters,
      @Nullable Instant created,
      @Nullable Instant finished,
      @Nullable String latestMessage,
      @Nullable String status) {}

  /**
   * An update of Clowder 2 ({@code listener_job_updates}).
   *
   * @param timestamp the extractor's claim, its zone cut off
   * @param status the text, the status word cut off
   */
  record TwoUpdate(
      String id, @Nullable String jobId, @Nullable Instant timestamp, @Nullable String status) {}

  /** What became of a document. */
  sealed interface Mapped {
    String id();

    record Taken(String id, Extraction extraction) implements Mapped {}

    record Skipped(String id, Why why) implements Mapped {}
  }

  /** Why a document is not taken over. */
  enum Why {
    NO_OBJECT_ID("its _id is no ObjectId, so that nobody knows when it was stored"),
    NO_STATUS("it has no status"),
    NO_IDENTITY("it names neither a job, nor both a resource and an extractor"),
    ID_TOO_LONG("an id in it is too long"),
    REMOVED("its job was removed by retention");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
