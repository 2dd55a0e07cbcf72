package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Lengths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * Part of a sorted list, as alternatives each of which is one tight range of an index on (what it is
 * sorted by, id): however many jobs share a value, none is read that lies outside.
 *
 * @param low the least value, in milliseconds
 * @param high the first value beyond
 */
record JobRange(JobSort sort, Optional<Long> low, Optional<Long> high) {

  static JobRange of(JobSort sort, JobFilter filter) {
    return switch (sort.key()) {
      case CREATED ->
          new JobRange(
              sort,
              filter.created().from().map(Instant::toEpochMilli),
              filter.created().to().map(Instant::toEpochMilli));
      case ELAPSED -> of(sort, filter.elapsed());
      case WAITING -> of(sort, filter.waiting());
    };
  }

  /** No duration is negative, and a job without one is not in the list. */
  private static JobRange of(JobSort sort, Lengths lengths) {
    return new JobRange(
        sort, lengths.min().or(() -> Optional.of(0L)), lengths.max().map(m -> m + 1));
  }

  static String field(JobSort sort) {
    return switch (sort.key()) {
      case CREATED -> JobBson.CREATED_AT;
      case ELAPSED -> JobBson.ELAPSED;
      case WAITING -> JobBson.WAITING;
    };
  }

  /** The part of a filter that the range stands for. */
  static JobPart part(JobSort sort) {
    return switch (sort.key()) {
      case CREATED -> JobPart.CREATED;
      case ELAPSED -> JobPart.ELAPSED;
      case WAITING -> JobPart.WAITING;
    };
  }

  static Bson order(JobSort sort) {
    return sort.descending()
        ? Sorts.descending(field(sort), JobBson.ID)
        : Sorts.ascending(field(sort), JobBson.ID);
  }

  /** Where a document stands of which at least the field and the id were read. */
  static JobPoint point(JobSort sort, BsonDocument found) {
    long value =
        switch (sort.key()) {
          case CREATED -> found.getDateTime(JobBson.CREATED_AT).getValue();
          case ELAPSED -> millis(found, "running");
          case WAITING -> millis(found, "waiting");
        };
    return new JobPoint(sort, value, found.getString(JobBson.ID).getValue());
  }

  private static long millis(BsonDocument found, String span) {
    return found.getDocument(span).getNumber("millis").longValue();
  }

  /**
   * What lies in it behind one place and up to another; nothing does where there is no alternative.
   *
   * @param end is included
   */
  List<Bson> between(Optional<JobPoint> after, Optional<JobPoint> end) {
    List<Bson> all = new ArrayList<>();
    if (after.isPresent() && end.isPresent() && after.get().value() == end.get().value()) {
      tie(after.get().value(), all, and(beyond(after.get()), upTo(end.get())));
      return all;
    }
    Optional<JobPoint> bottom = sort.descending() ? end : after;
    Optional<JobPoint> top = sort.descending() ? after : end;
    strictly(
        larger(low, bottom.map(p -> p.value() + 1)), smaller(high, top.map(JobPoint::value)), all);
    after.ifPresent(point -> tie(point.value(), all, beyond(point)));
    end.ifPresent(point -> tie(point.value(), all, upTo(point)));
    return all;
  }

  /**
   * What lies in it behind a place, as one range: what shares the place's value is read once more.
   * For where few do, and where alternatives are beyond the planner, as behind a field that is null.
   *
   * @return nothing where there can be none
   */
  Optional<Bson> behind(Optional<JobPoint> after) {
    Optional<Long> value = after.map(JobPoint::value);
    boolean down = sort.descending();
    List<Bson> range = new ArrayList<>();
    strictly(
        down ? low : larger(low, value), down ? smaller(high, value.map(v -> v + 1)) : high, range);
    if (range.isEmpty()) {
      return Optional.empty();
    }
    after.ifPresent(point -> range.add(or(ne(field(sort), stored(point.value())), beyond(point))));
    return Optional.of(and(range));
  }

  private void strictly(Optional<Long> from, Optional<Long> to, List<Bson> all) {
    if (from.isPresent() && to.isPresent() && from.get() >= to.get()) {
      return;
    }
    List<Bson> bounds = new ArrayList<>();
    from.ifPresent(least -> bounds.add(gte(field(sort), stored(least))));
    to.ifPresent(beyond -> bounds.add(lt(field(sort), stored(beyond))));
    all.add(bounds.isEmpty() ? empty() : and(bounds));
  }

  private void tie(long value, List<Bson> all, Bson ids) {
    if (low.map(l -> value >= l).orElse(true) && high.map(h -> value < h).orElse(true)) {
      all.add(and(eq(field(sort), stored(value)), ids));
    }
  }

  private Bson beyond(JobPoint point) {
    return sort.descending() ? lt(JobBson.ID, point.id()) : gt(JobBson.ID, point.id());
  }

  private Bson upTo(JobPoint point) {
    return sort.descending() ? gte(JobBson.ID, point.id()) : lte(JobBson.ID, point.id());
  }

  private BsonValue stored(long value) {
    return sort.key() == JobSort.Key.CREATED ? new BsonDateTime(value) : new BsonInt64(value);
  }

  private static Optional<Long> larger(Optional<Long> a, Optional<Long> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(Math.max(a.get(), b.get())) : a.or(() -> b);
  }

  private static Optional<Long> smaller(Optional<Long> a, Optional<Long> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(Math.min(a.get(), b.get())) : a.or(() -> b);
  }
}
