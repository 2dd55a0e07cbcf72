package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobCounts;
import io.tallyboard.api.domain.RecentRuns.Run;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.JobTallies;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Counts what job-tracker writes, by indexes that hold all that is counted. */
@ApplicationScoped
class MongoTallies implements JobTallies {
  private static final int BATCH = 1_000;
  private static final int AT_ONCE = 8;

  private final Store store;
  private final JobRecords records;

  MongoTallies(Store store, JobRecords records) {
    this.store = store;
    this.records = records;
  }

  /**
   * Those of all extractors in one go. Where there are more than that may take, the extractors that it
   * did not come to are counted one by one, each up to the most.
   */
  @Override
  public Uni<Map<String, Map<JobState, Long>>> active(
      Collection<String> extractors, Visibility visibility) {
    return jobs()
        .aggregate(TallyBson.active(extractors, visibility))
        .collect()
        .asList()
        .chain(
            found -> {
              Map<String, Map<JobState, Long>> counts = byExtractor(found);
              boolean cut =
                  counts.values().stream()
                          .flatMap(states -> states.values().stream())
                          .mapToLong(n -> n)
                          .sum()
                      >= TallyBson.MOST_ACTIVE;
              return cut ? completed(counts, extractors) : Uni.createFrom().item(counts);
            });
  }

  private static Map<String, Map<JobState, Long>> byExtractor(List<Document> found) {
    Map<String, Map<JobState, Long>> counts = new HashMap<>();
    for (Document group : found) {
      Document id = group.get(JobBson.ID, Document.class);
      counts
          .computeIfAbsent(id.getString("extractor"), name -> new EnumMap<>(JobState.class))
          .put(
              JobState.valueOf(id.getString("state")),
              group.get(TallyBson.COUNT, Number.class).longValue());
    }
    return counts;
  }

  private Uni<Map<String, Map<JobState, Long>>> completed(
      Map<String, Map<JobState, Long>> counts, Collection<String> extractors) {
    String last = counts.keySet().stream().max(String::compareTo).orElse("");
    return Multi.createFrom()
        .iterable(extractors.stream().filter(name -> name.compareTo(last) >= 0).toList())
        .onItem()
        .transformToUni(
            name ->
                Uni.combine()
                    .all()
                    .unis(some(name, JobCounts.RUNNING), some(name, JobCounts.WAITING))
                    .with(
                        (running, waiting) ->
                            Map.entry(
                                name,
                                Map.of(JobState.STARTED, running, JobState.SUBMITTED, waiting))))
        .merge(AT_ONCE)
        .collect()
        .asList()
        .map(
            more -> {
              more.forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
              return counts;
            });
  }

  private Uni<Long> some(String extractor, Set<JobState> states) {
    return jobs()
        .countDocuments(
            and(eq("extractor", extractor), TallyBson.in(states)),
            new CountOptions().limit(JobCounts.MOST));
  }

  @Override
  public Uni<Map<String, Long>> failed(Instant since, Visibility visibility) {
    return jobs()
        .aggregate(TallyBson.failed(since, visibility))
        .filter((Document group) -> group.getString(JobBson.ID) != null)
        .collect()
        .asMap(
            group -> group.getString(JobBson.ID),
            group -> group.get(TallyBson.COUNT, Number.class).longValue());
  }

  /** The mark may lag behind: the records themselves decide. */
  @Override
  public Uni<Map<String, Long>> unrecorded(Visibility visibility) {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(and(SubmissionBson.unrecorded(), JobBson.visible(visibility, JobBson.USER)))
                .sort(JobBson.NEWEST_FIRST)
                .projection(Projections.include("extractor"))
                .limit(JobCounts.MOST))
        .group()
        .intoLists()
        .of(BATCH)
        .onItem()
        .transformToUniAndConcatenate(this::withoutRecord)
        .onItem()
        .<String>transformToIterable(some -> some)
        .collect()
        .with(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  private Uni<List<String>> withoutRecord(List<Document> some) {
    return records
        .recorded(some.stream().map(s -> s.getString(JobBson.ID)).toList())
        .map(
            known ->
                some.stream()
                    .filter(s -> !known.contains(s.getString(JobBson.ID)))
                    .map(s -> s.getString("extractor"))
                    .toList());
  }

  @Override
  public Uni<List<Run>> recent(String extractor, Instant since, Visibility visibility, int limit) {
    return jobs()
        .aggregate(TallyBson.recent(extractor, since, visibility, limit))
        .map(MongoTallies::run)
        .collect()
        .asList();
  }

  private static Run run(Document stored) {
    return new Run(
        JobState.valueOf(stored.getString("state")),
        stored.getDate(JobBson.CREATED_AT).toInstant(),
        millis(stored, "running"),
        millis(stored, "waiting"));
  }

  private static @Nullable Long millis(Document stored, String name) {
    Document span = stored.get(name, Document.class);
    return span == null ? null : span.get("millis", Number.class).longValue();
  }

  private ReactiveMongoCollection<Document> jobs() {
    return store.documents(Collections.JOBS);
  }
}
