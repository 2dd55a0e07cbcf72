package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;

/** What a stored submission has beside its record: only the outbox needs it. */
final class SubmissionBson {
  static final String STATE = "state";
  static final String QUEUE = "queue";
  static final String VERSION = "version";
  static final String WAITING = "waits";
  static final String DISPATCHED_AT = "dispatchedAt";
  static final String DISPATCHES = "dispatches";
  static final String SETTLED = "settled";
  static final String PRIORITY = "priority";

  /** When it was cancelled, for as long as the update queue was perhaps not told. */
  static final String UNTOLD = "untold";

  /** Until when somebody is at it. */
  static final String CLAIMED_UNTIL = "claimedUntil";

  /** Its queue's name, from when it was sent until it was seen to have started. */
  static final String IN_FLIGHT = "inFlight";

  /** Who wrote last, of several who may have meant to. */
  static final String WRITER = "writer";

  static final String USER_ID = "request.user.id";

  /** Set once its job record was seen: lists need not look at it any more. */
  static final String RECORDED = "recorded";

  static final List<String> UNSENT =
      List.of(SubmissionState.ACCEPTED.name(), SubmissionState.ANNOUNCED.name());

  private SubmissionBson() {}

  static Bson unrecorded() {
    return eq(RECORDED, null);
  }

  static Bson unclaimed(Instant now) {
    return or(eq(CLAIMED_UNTIL, null), lte(CLAIMED_UNTIL, now));
  }
}
