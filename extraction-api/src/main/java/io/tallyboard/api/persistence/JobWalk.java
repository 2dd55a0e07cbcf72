package io.tallyboard.api.persistence;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** Walks along a spine: how far some of its jobs reach, and which of them are met on the way. */
@ApplicationScoped
class JobWalk {
  private static final Logger LOG = Logger.getLogger(JobWalk.class);
  private static final int BAD_VALUE = 2;

  private final Store store;

  JobWalk(Store store) {
    this.store = store;
  }

  /** How far a walk reached: empty where it came to the list's end. */
  record Reach(JobSpine spine, Optional<JobPoint> end) {}

  /** Of several spines, along which as many jobs are passed, the one that reaches furthest. */
  Uni<Reach> furthest(List<JobSpine> spines, JobRange range, Optional<JobPoint> after, int jobs) {
    List<Uni<Reach>> all = spines.stream().map(spine -> reach(spine, range, after, jobs)).toList();
    return Uni.join()
        .all(all)
        .andFailFast()
        .map(found -> found.stream().reduce(JobWalk::further).orElseThrow());
  }

  private static Reach further(Reach one, Reach other) {
    if (one.end.isEmpty() || other.end.isEmpty()) {
      return one.end.isEmpty() ? one : other;
    }
    return one.end.get().compareTo(other.end.get()) >= 0 ? one : other;
  }

  /** Of several legs, the one whose jobs lie closest decides. */
  private Uni<Reach> reach(JobSpine spine, JobRange range, Optional<JobPoint> after, int jobs) {
    int each = Math.max(1, jobs / spine.legs().size());
    List<Uni<Optional<JobPoint>>> ends =
        spine.legs().stream().map(leg -> end(leg, range, after, each)).toList();
    return Uni.join()
        .all(ends)
        .andFailFast()
        .map(
            found ->
                new Reach(
                    spine,
                    found.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())));
  }

  /** Read from the index alone. */
  private Uni<Optional<JobPoint>> end(
      JobLeg leg, JobRange range, Optional<JobPoint> after, int jobs) {
    JobSort sort = range.sort();
    return leg.between(range, after, Optional.empty())
        .map(
            walked ->
                hinted(
                        leg.hint(sort),
                        () ->
                            new FindOptions()
                                .filter(walked)
                                .sort(JobRange.order(sort))
                                .projection(Projections.include(JobRange.field(sort), JobBson.ID))
                                .skip(jobs - 1)
                                .limit(1),
                        BsonDocument.class)
                    .map(found -> JobRange.point(sort, found))
                    .collect()
                    .first()
                    .map(Optional::ofNullable))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** Where the jobs of a spine stand in a list that is sorted by something else, in no order. */
  Uni<List<JobPoint>> places(
      JobSpine spine, JobRange range, List<Bson> conditions, JobSort sort, int limit) {
    List<Uni<List<JobPoint>>> parts =
        spine.legs().stream()
            .map(
                leg ->
                    leg.between(range, Optional.empty(), Optional.empty(), conditions)
                        .map(
                            walked ->
                                hinted(
                                        leg.hint(range.sort()),
                                        () ->
                                            new FindOptions()
                                                .filter(walked)
                                                .projection(
                                                    Projections.include(
                                                        JobRange.field(sort), JobBson.ID))
                                                .limit(limit),
                                        BsonDocument.class)
                                    .map(found -> JobRange.point(sort, found))
                                    .collect()
                                    .asList())
                        .orElseGet(() -> Uni.createFrom().item(List.of())))
            .toList();
    return Uni.join()
        .all(parts)
        .andFailFast()
        .map(found -> found.stream().flatMap(List::stream).distinct().toList());
  }

  /** The first jobs of a spine that meet the conditions, in order. */
  Uni<List<Job>> jobs(
      Reach reach, JobRange range, Optional<JobPoint> after, List<Bson> conditions, int limit) {
    List<Uni<List<Job>>> parts =
        reach.spine().legs().stream()
            .map(leg -> jobs(leg, range, after, reach.end(), conditions, limit))
            .toList();
    return parts.size() == 1
        ? parts.get(0)
        : Uni.join().all(parts).andFailFast().map(found -> first(range.sort(), found, limit));
  }

  private Uni<List<Job>> jobs(
      JobLeg leg,
      JobRange range,
      Optional<JobPoint> after,
      Optional<JobPoint> end,
      List<Bson> conditions,
      int limit) {
    JobSort sort = range.sort();
    return leg.between(range, after, end, conditions)
        .map(
            walked ->
                hinted(
                        leg.hint(sort),
                        () ->
                            new FindOptions()
                                .filter(walked)
                                .sort(JobRange.order(sort))
                                .limit(limit),
                        Job.class)
                    .collect()
                    .asList())
        .orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  private static List<Job> first(JobSort sort, List<List<Job>> parts, int limit) {
    Map<JobPoint, Job> all = new TreeMap<>();
    parts.forEach(
        part -> part.forEach(job -> sort.point(job).ifPresent(point -> all.put(point, job))));
    return all.values().stream().limit(limit).toList();
  }

  /**
   * The planner need not find out what we know. While an index is being made, as after an upgrade, it
   * takes what there is.
   */
  private <T> Multi<T> hinted(Bson index, Supplier<FindOptions> options, Class<T> type) {
    return unhintedIfMissing(
        find(options.get().hint(index), type), () -> find(options.get(), type));
  }

  private <T> Multi<T> find(FindOptions options, Class<T> type) {
    return store.collection(Collections.JOBS, type).find(options);
  }

  static <T> Multi<T> unhintedIfMissing(Multi<T> hinted, Supplier<Multi<T>> unhinted) {
    return hinted
        .onFailure(JobWalk::noSuchIndex)
        .recoverWithMulti(
            e -> {
              LOG.debugf("an index is not there yet: %s", e.getMessage());
              return unhinted.get();
            });
  }

  private static boolean noSuchIndex(Throwable failure) {
    return failure instanceof MongoCommandException e
        && e.getErrorCode() == BAD_VALUE
        && e.getErrorMessage().contains("hint");
  }
}
