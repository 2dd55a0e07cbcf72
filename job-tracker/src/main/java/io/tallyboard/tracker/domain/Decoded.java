package io.tallyboard.tracker.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a message turned out to be. */
public sealed interface Decoded {

  /** An update, with its secrets out and its texts within limits; its place in the log is not yet known. */
  record Update(
      Source source,
      @Nullable String jobId,
      @Nullable ResourceRef resource,
      @Nullable String extractor,
      Event event,
      @Nullable String status,
      @Nullable String message,
      @Nullable String claimedAt,
      @Nullable Instant at,
      @Nullable String controlId,
      @Nullable Request request,
      @Nullable String refersTo)
      implements Decoded {

    /** What the update is folded by: its job, or where it names none its lane. */
    public String key() {
      return jobId != null
          ? jobId
          : Extraction.laneKey(
              Objects.requireNonNull(resource, "resource").id(),
              Objects.requireNonNull(extractor, "extractor"));
    }
  }

  /**
   * Not to be used; kept aside.
   *
   * @param detail one sentence for a person, without the message's own text
   */
  record Refused(Reason reason, String detail) implements Decoded {}

  /** Rejected by another service, which hands it in. */
  record HandedIn(String origin, String reason, String detail, String body) implements Decoded {}

  /**
   * A rejected message is to be taken once more.
   *
   * @param rejectedId which
   * @param by the user who asked
   */
  record Replayed(String rejectedId, String controlId, String by) implements Decoded {}

  /** Why a message cannot be used. */
  enum Reason {
    NOT_JSON,
    NOT_AN_OBJECT,
    TOO_LARGE,
    /** A field that must be a text or a number is an object or a list. */
    WRONG_TYPE,
    /** Neither a job id nor a resource and an extractor. */
    NO_IDENTITY,
    ID_TOO_LONG,
    BAD_CONTROL_UPDATE,
    /** The store would not have it for its own sake, as under a rule that its operator set. */
    STORE_REFUSED,
    /** A replay whose rejected message still cannot be used. */
    REPLAY_FAILED
  }
}
