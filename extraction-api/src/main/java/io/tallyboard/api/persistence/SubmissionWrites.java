package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tallyboard.api.domain.port.Outbox.Change;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Several steps of submissions as writes, marked by who made them. Most steps of a batch are the same,
 * and then one write of many documents: a third of what as many writes cost the store.
 */
final class SubmissionWrites {
  private final List<Change> changes;
  private final Instant now;
  private final String writer = UUID.randomUUID().toString();

  SubmissionWrites(List<Change> changes, Instant now) {
    this.changes = changes;
    this.now = now;
  }

  List<Change> changes() {
    return changes;
  }

  /** What those that were written have as {@link SubmissionBson#WRITER}. */
  String writer() {
    return writer;
  }

  /** Changes that are made by the same write. */
  private record Alike(
      boolean free,
      long readVersion,
      long version,
      SubmissionState state,
      int dispatches,
      int settled,
      @Nullable Waiting waiting,
      @Nullable Instant dispatchedAt,
      @Nullable String inFlight,
      Instant heldUntil) {

    static Alike of(Change change) {
      Submission next = change.next();
      return new Alike(
          change.free(),
          change.read().version(),
          next.version(),
          next.state(),
          next.dispatches(),
          next.settled(),
          next.waiting(),
          next.dispatchedAt(),
          SubmissionWrites.inFlight(next),
          change.heldUntil());
    }
  }

  List<WriteModel<Submission>> together() {
    Map<Alike, List<Change>> alike = new LinkedHashMap<>();
    changes.forEach(c -> alike.computeIfAbsent(Alike.of(c), a -> new ArrayList<>()).add(c));
    return alike.values().stream().map(this::write).toList();
  }

  private WriteModel<Submission> write(List<Change> alike) {
    Change first = alike.get(0);
    if (alike.size() == 1) {
      return one(first);
    }
    List<String> ids = alike.stream().map(change -> change.read().jobId()).toList();
    Bson unchanged = and(in(JobBson.ID, ids), eq(SubmissionBson.VERSION, first.read().version()));
    return new UpdateManyModel<>(where(first, unchanged), marked(first));
  }

  List<WriteModel<Submission>> oneByOne() {
    return changes.stream().map(this::one).toList();
  }

  private WriteModel<Submission> one(Change change) {
    return new UpdateOneModel<>(where(change, unchanged(change.read())), marked(change));
  }

  private Bson where(Change change, Bson unchanged) {
    return change.free() ? and(unchanged, SubmissionBson.unclaimed(now)) : unchanged;
  }

  private Bson marked(Change change) {
    return combine(update(change.next(), change.heldUntil()), set(SubmissionBson.WRITER, writer));
  }

  /** What a step changes, whatever submission it is of. */
  static Bson update(Submission next, Instant heldUntil) {
    return combine(
        set(SubmissionBson.STATE, next.state().name()),
        set(SubmissionBson.DISPATCHES, next.dispatches()),
        set(SubmissionBson.VERSION, next.version()),
        set(SubmissionBson.SETTLED, next.settled()),
        setOrUnset(SubmissionBson.WAITING, next.waiting()),
        setOrUnset(SubmissionBson.DISPATCHED_AT, next.dispatchedAt()),
        set(SubmissionBson.CLAIMED_UNTIL, heldUntil),
        setOrUnset(SubmissionBson.IN_FLIGHT, inFlight(next)));
  }

  private static @Nullable String inFlight(Submission next) {
    return next.state() == SubmissionState.DISPATCHED ? next.queue() : null;
  }

  static Bson unchanged(Submission read) {
    return and(eq(JobBson.ID, read.jobId()), eq(SubmissionBson.VERSION, read.version()));
  }

  private static Bson setOrUnset(String field, @Nullable Object value) {
    return value == null ? unset(field) : set(field, value);
  }
}
