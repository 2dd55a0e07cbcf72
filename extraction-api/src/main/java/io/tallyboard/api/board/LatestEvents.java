package io.tallyboard.api.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.AttemptNumbers;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The latest events of many jobs at once. Most jobs have few, and those are read together; only what is
 * long is read one by one.
 */
@ApplicationScoped
class LatestEvents {
  private static final int AT_ONCE = 8;

  /** The log may be ahead of the records. */
  private static final int MORE = 1_000;

  private final EventLog log;

  LatestEvents(EventLog log) {
    this.log = log;
  }

  /** By the job's id, in order. */
  Uni<Map<String, List<EventCard>>> of(List<Job> jobs, int limit) {
    if (limit == 0) {
      return Uni.createFrom().item(Map.of());
    }
    List<Job> few = jobs.stream().filter(job -> job.updates() <= limit).toList();
    List<Job> many = jobs.stream().filter(job -> job.updates() > limit).toList();
    return Uni.combine()
        .all()
        .unis(together(few, limit), oneByOne(many, limit))
        .asTuple()
        .map(
            both -> {
              Map<String, List<EventCard>> all = new HashMap<>(both.getItem1());
              all.putAll(both.getItem2());
              return all;
            });
  }

  private Uni<Map<String, List<EventCard>>> together(List<Job> jobs, int limit) {
    if (jobs.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    int most = jobs.size() * limit + MORE;
    return log.all(jobs.stream().map(EventScope::of).toList(), most + 1)
        .chain(
            found ->
                found.size() > most
                    ? oneByOne(jobs, limit)
                    : Uni.createFrom().item(parted(jobs, found, limit)));
  }

  private static Map<String, List<EventCard>> parted(
      List<Job> jobs, List<Extraction> found, int limit) {
    Map<String, List<Extraction>> byKey =
        found.stream().collect(Collectors.groupingBy(Extraction::key));
    byKey.values().forEach(some -> some.sort(Comparator.comparing(Extraction::place)));
    Map<String, List<EventCard>> parted = new HashMap<>();
    for (Job job : jobs) {
      EventScope scope = EventScope.of(job);
      List<Extraction> own =
          scope.key().map(key -> byKey.getOrDefault(key, List.of())).orElse(List.of()).stream()
              .filter(scope::holds)
              .toList();
      List<Extraction> latest = own.subList(Math.max(0, own.size() - limit), own.size());
      parted.put(job.id(), numbered(job, latest));
    }
    return parted;
  }

  private Uni<Map<String, List<EventCard>>> oneByOne(List<Job> jobs, int limit) {
    return Multi.createFrom()
        .iterable(jobs)
        .onItem()
        .transformToUni(job -> latest(job, limit).map(events -> Map.entry(job.id(), events)))
        .merge(AT_ONCE)
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Uni<List<EventCard>> latest(Job job, int limit) {
    return log.read(
            EventScope.of(job), LogRange.whole(), EventFilter.none(), Direction.BACKWARD, limit)
        .map(
            found -> {
              List<Extraction> inOrder = new ArrayList<>(found);
              Collections.reverse(inOrder);
              return numbered(job, inOrder);
            });
  }

  private static List<EventCard> numbered(Job job, List<Extraction> found) {
    AttemptNumbers numbers = AttemptNumbers.of(job);
    return found.stream().map(e -> new EventCard(e, numbers.of(e))).toList();
  }
}
