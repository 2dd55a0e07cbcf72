package io.tallyboard.api.persistence;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import io.quarkus.mongodb.AggregateOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts.Group;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.port.JobRecords.Counted;
import io.tallyboard.api.persistence.JobWalk.Reach;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.How;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Counts the newest jobs that match, by what they are: never more than a bounded number of them. */
@ApplicationScoped
class JobTally {
  private static final String COUNT = "count";
  private static final String FROM = "from";

  private final JobWalk walk;
  private final Store store;
  private final int most;

  JobTally(JobWalk walk, Store store, SearchBounds bounds) {
    this.walk = walk;
    this.store = store;
    this.most = bounds.window();
  }

  /** Up to the query's limit. */
  Uni<Counted> counts(JobQuery query, Set<Facet> by) {
    Map<JobPart, Bson> conditions = JobConditions.of(query);
    List<JobSpine> spines = JobSpine.of(query);
    Optional<JobSpine> exact = JobSearch.exact(query, spines, conditions);
    JobRange range = JobRange.of(JobSort.NEWEST, query.filter());
    if (exact.isPresent() && exact.get().legs().size() == 1) {
      return count(new Reach(exact.get(), Optional.empty()), range, List.of(), query.limit(), by);
    }
    int window = exact.isPresent() ? query.limit() : most;
    return walk.furthest(exact.map(List::of).orElse(spines), range, Optional.empty(), window)
        .chain(
            reach ->
                count(reach, range, reach.spine().residual(query, conditions), query.limit(), by));
  }

  private Uni<Counted> count(
      Reach reach, JobRange range, List<Bson> conditions, int limit, Set<Facet> by) {
    List<Uni<List<Group>>> parts =
        reach.spine().legs().stream()
            .map(leg -> groups(leg, reach, range, conditions, limit, by))
            .toList();
    return Uni.join()
        .all(parts)
        .andFailFast()
        .map(
            found -> {
              List<Group> groups = found.stream().flatMap(List::stream).toList();
              long counted = groups.stream().mapToLong(Group::count).sum();
              return new Counted(groups, reach.end().isEmpty() && counted < limit);
            });
  }

  private Uni<List<Group>> groups(
      JobLeg leg, Reach reach, JobRange range, List<Bson> conditions, int limit, Set<Facet> by) {
    List<Bson> all = new ArrayList<>(conditions);
    leg.own().ifPresent(all::add);
    return leg.between(range, Optional.empty(), reach.end(), all)
        .map(
            walked -> {
              List<Bson> pipeline =
                  List.of(
                      Aggregates.match(walked),
                      Aggregates.sort(JobRange.order(JobSort.NEWEST)),
                      Aggregates.limit(limit),
                      Aggregates.group(
                          values(by),
                          Accumulators.sum(COUNT, 1L),
                          Accumulators.min(FROM, "$" + JobBson.CREATED_AT)));
              Bson hint = leg.hint(JobSort.NEWEST);
              return JobWalk.unhintedIfMissing(
                      aggregate(pipeline, new AggregateOptions().hint(hint)),
                      () -> aggregate(pipeline, new AggregateOptions()))
                  .map(found -> group(found, by))
                  .collect()
                  .asList();
            })
        .orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  private io.smallrye.mutiny.Multi<Document> aggregate(
      List<Bson> pipeline, AggregateOptions options) {
    return store.documents(Collections.JOBS).aggregate(pipeline, options);
  }

  private static Document values(Set<Facet> by) {
    Document values = new Document();
    by.forEach(facet -> values.append(facet.word(), "$" + field(facet)));
    return values;
  }

  private static String field(Facet facet) {
    return switch (facet) {
      case STATE -> JobBson.STATE;
      case EXTRACTOR -> JobBson.EXTRACTOR;
      case USER -> JobBson.USER;
      case HOW -> JobBson.HOW;
      case VERSION -> JobBson.VERSION;
    };
  }

  private static Group group(Document found, Set<Facet> by) {
    Document id = found.get(JobBson.ID, Document.class);
    Map<Facet, String> values = new EnumMap<>(Facet.class);
    for (Facet facet : by) {
      String value = id.getString(facet.word());
      if (value != null) {
        values.put(facet, value);
      } else if (facet == Facet.HOW) {
        values.put(facet, How.UNKNOWN.name());
      }
    }
    return new Group(
        values, found.get(COUNT, Number.class).longValue(), found.getDate(FROM).toInstant());
  }
}
