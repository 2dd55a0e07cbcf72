package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Sorts;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.EventScope.OfLane;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Bound;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/** Queries for extractions, by what their index begins with: the key, and within it the order. */
final class EventBson {
  static final String KEY = "key";
  static final String JOB_ID = "jobId";
  static final String RECEIVED_AT = "receivedAt";
  static final String QUEUE = "queue";
  static final String SEQ = "seq";

  private static final String EVENT = "event";
  private static final String MESSAGE = "message";

  private EventBson() {}

  static Bson order(Direction direction) {
    return switch (direction) {
      case FORWARD -> Sorts.ascending(RECEIVED_AT, QUEUE, SEQ);
      case BACKWARD -> Sorts.descending(RECEIVED_AT, QUEUE, SEQ);
    };
  }

  /** The extractions of a scope; empty where there can be none. */
  static Optional<Bson> within(EventScope scope) {
    if (scope instanceof EventScope.OfJob job) {
      // A lane's key may read like a job id.
      return Optional.of(and(eq(KEY, job.jobId()), eq(JOB_ID, job.jobId())));
    }
    return scope instanceof OfLane lane ? Optional.of(within(lane)) : Optional.empty();
  }

  private static Bson within(OfLane lane) {
    Bson own = in("_id", lane.ownIds());
    Bson which =
        lane.opening()
            .map(
                opening ->
                    or(own, and(eq(EVENT, Event.PROGRESS.name()), or(at(opening), after(opening)))))
            .orElse(own);
    return and(stretch(lane), eq(JOB_ID, null), which);
  }

  /** What holds a scope, by the index's own fields. */
  static Optional<Bson> around(EventScope scope) {
    if (scope instanceof EventScope.OfJob job) {
      return Optional.of(eq(KEY, job.jobId()));
    }
    return scope instanceof OfLane lane ? Optional.of(stretch(lane)) : Optional.empty();
  }

  /** What holds the scopes: the jobs by their keys, and of each lane one stretch. */
  static List<Bson> anyOf(Collection<EventScope> scopes) {
    List<String> jobs = new ArrayList<>();
    Map<String, OfLane> lanes = new LinkedHashMap<>();
    for (EventScope scope : scopes) {
      if (scope instanceof EventScope.OfJob job) {
        jobs.add(job.jobId());
      } else if (scope instanceof OfLane lane) {
        lanes.merge(lane.lane(), lane, OfLane::around);
      }
    }
    List<Bson> any = new ArrayList<>();
    if (!jobs.isEmpty()) {
      any.add(in(KEY, jobs));
    }
    lanes.values().forEach(lane -> any.add(and(stretch(lane), eq(JOB_ID, null))));
    return any;
  }

  private static Bson stretch(OfLane lane) {
    return and(
        eq(KEY, lane.lane()),
        gte(RECEIVED_AT, lane.from()),
        range(LogRange.whole().through(lane.to())));
  }

  static Bson range(LogRange range) {
    List<Bson> ends = new ArrayList<>();
    range.low().ifPresent(low -> ends.add(above(low)));
    range.high().ifPresent(high -> ends.add(below(high)));
    return ends.isEmpty() ? empty() : and(ends);
  }

  static Bson matching(EventFilter filter) {
    List<Bson> all = new ArrayList<>();
    if (filter.level().isPresent()) {
      all.add(in(EVENT, names(filter.events())));
    }
    filter.text().ifPresent(text -> all.add(saying(text, filter.saying(text))));
    return all.isEmpty() ? empty() : and(all);
  }

  /** In its own words, or where it has none, by what it means. */
  private static Bson saying(String text, Collection<Event> meaning) {
    Bson own = regex(MESSAGE, Pattern.quote(text), "i");
    return meaning.isEmpty()
        ? own
        : or(own, and(in(EVENT, names(meaning)), or(eq(MESSAGE, null), regex(MESSAGE, "^\\s*$"))));
  }

  private static List<String> names(Collection<Event> events) {
    return events.stream().map(Enum::name).toList();
  }

  private static Bson above(Bound low) {
    Place place = low.place();
    return low.included()
        ? and(gte(RECEIVED_AT, place.receivedAt()), or(at(place), after(place)))
        : after(place);
  }

  private static Bson below(Bound high) {
    Place place = high.place();
    return high.included()
        ? and(lte(RECEIVED_AT, place.receivedAt()), or(at(place), before(place)))
        : before(place);
  }

  private static Bson at(Place p) {
    return and(eq(RECEIVED_AT, p.receivedAt()), eq(QUEUE, p.queue()), eq(SEQ, p.seq()));
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(Place p) {
    return and(
        gte(RECEIVED_AT, p.receivedAt()),
        or(
            gt(RECEIVED_AT, p.receivedAt()),
            gt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), gt(SEQ, p.seq()))));
  }

  private static Bson before(Place p) {
    return and(
        lte(RECEIVED_AT, p.receivedAt()),
        or(
            lt(RECEIVED_AT, p.receivedAt()),
            lt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), lt(SEQ, p.seq()))));
  }
}
