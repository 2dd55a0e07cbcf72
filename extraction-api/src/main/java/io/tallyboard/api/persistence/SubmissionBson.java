package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import java.time.Instant;
import org.bson.conversions.Bson;

/** What a stored submission has beside its record: only the outbox needs it. */
final class SubmissionBson {
  static final String STATE = "state";
  static final String QUEUE = "queue";
  static final String VERSION = "version";
  static final String WAITING = "waiting";
  static final String KEY_HASH = "keyHash";
  static final String DISPATCHED_AT = "dispatchedAt";
  static final String DISPATCHES = "dispatches";

  /** Until when somebody is at it. */
  static final String CLAIMED_UNTIL = "claimedUntil";

  /** The hashes of all keys that may be under way in a message. */
  static final String KEY_HASHES = "keyHashes";

  /** Set once its job record was seen: lists need not look at it any more. */
  static final String RECORDED = "recorded";

  private SubmissionBson() {}

  static Bson unrecorded() {
    return eq(RECORDED, null);
  }

  static Bson unclaimed(Instant now) {
    return or(eq(CLAIMED_UNTIL, null), lte(CLAIMED_UNTIL, now));
  }
}
