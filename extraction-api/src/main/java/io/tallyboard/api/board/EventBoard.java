package io.tallyboard.api.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.AttemptNumbers;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventPager;
import io.tallyboard.api.domain.EventPager.Reach;
import io.tallyboard.api.domain.EventPart;
import io.tallyboard.api.domain.EventQuery;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a job's updates say. */
@ApplicationScoped
public class EventBoard {
  private static final int STEP = 500;

  private final JobRecords jobs;
  private final JobBoard board;
  private final EventLog log;

  EventBoard(JobRecords jobs, JobBoard board, EventLog log) {
    this.jobs = jobs;
    this.board = board;
    this.log = log;
  }

  /** Fails where there is no job that the caller may see. */
  public Uni<EventPart> page(String id, Visibility visibility, EventQuery query) {
    return record(id, visibility)
        .chain(
            found ->
                found
                    .map(job -> page(job, query))
                    .orElseGet(() -> Uni.createFrom().item(EventPart.nothing())));
  }

  /**
   * A job's whole log, in parts that are read one by one, as they are taken: however long it is, and
   * however slowly it is taken, no more than one part is in memory.
   *
   * @param id the job's own, which the one asked for may be a former of
   */
  public record Download(String id, Multi<List<EventCard>> parts) {}

  /** Fails where there is no job that the caller may see. */
  public Uni<Download> download(String id, Visibility visibility, EventFilter filter) {
    return record(id, visibility)
        .map(
            found ->
                found
                    .map(job -> new Download(job.id(), parts(job, filter)))
                    .orElseGet(() -> new Download(id, Multi.createFrom().empty())));
  }

  private Multi<List<EventCard>> parts(Job job, EventFilter filter) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<EventQuery.Start>(new EventQuery.Beginning()),
            at ->
                page(job, new EventQuery(filter, Objects.requireNonNull(at.get()), STEP))
                    .invoke(part -> part.next().map(EventQuery.After::new).ifPresent(at::set)))
        .whilst(part -> part.next().isPresent())
        .map(EventPart::events);
  }

  /** Empty where there is a submission only, which nothing was heard of yet. */
  private Uni<Optional<Job>> record(String id, Visibility visibility) {
    return jobs.byId(id, visibility)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : board.byId(id, visibility).replaceWith(Optional.empty()));
  }

  private Uni<EventPart> page(Job job, EventQuery query) {
    AttemptNumbers numbers = AttemptNumbers.of(job);
    Optional<LogRange> runs =
        query.filter().attempt().isPresent()
            ? numbers.range(query.filter().attempt().getAsInt())
            : Optional.of(LogRange.whole());
    EventPager pager = new EventPager(query, numbers);
    EventScope scope = EventScope.of(job);
    return runs.map(query::within)
        .map(
            range ->
                query.filter().searching()
                    ? search(scope, range, query, pager)
                    : read(scope, range, query)
                        .map(found -> pager.page(found, Optional.empty(), Optional.empty())))
        .orElseGet(() -> Uni.createFrom().item(EventPart.nothing()));
  }

  private Uni<List<io.tallyboard.contract.store.Extraction>> read(
      EventScope scope, LogRange range, EventQuery query) {
    return log.read(scope, range, query.filter(), query.direction(), query.limit() + 1);
  }

  /** The end is looked up first, so that what comes meanwhile is neither searched nor passed over. */
  private Uni<EventPart> search(
      EventScope scope, LogRange range, EventQuery query, EventPager pager) {
    return newest(scope, range, query)
        .chain(
            newest -> {
              LogRange until = newest.map(range::through).orElse(range);
              return log.reach(scope, until, query.direction(), EventPager.WINDOW)
                  .chain(
                      reach ->
                          reach
                              .map(r -> read(scope, within(until, r, query), query))
                              .orElseGet(() -> Uni.createFrom().item(List.of()))
                              .map(found -> pager.page(found, reach, newest)));
            });
  }

  private Uni<Optional<Place>> newest(EventScope scope, LogRange range, EventQuery query) {
    return query.start() instanceof EventQuery.Tail
        ? log.reach(scope, range, Direction.BACKWARD, 1).map(reach -> reach.map(Reach::place))
        : Uni.createFrom().item(Optional.empty());
  }

  private static LogRange within(LogRange range, Reach reach, EventQuery query) {
    return query.direction() == Direction.FORWARD
        ? range.through(reach.place())
        : range.from(reach.place());
  }
}
