package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** By the index of states, and by when a key was used last. */
@ApplicationScoped
class MongoLoopEvidence implements LoopEvidence {
  /** Beside a submission: how its key was used. */
  static final String LAST_USE = MongoKeyUses.USES + "." + MongoKeyUses.LAST_AT;

  private static final String OPENINGS = MongoKeyUses.USES + "." + MongoKeyUses.OPENINGS;

  private static final String TROUBLE = "trouble.kind";
  private static final Bson NOT_TOLD = ne(TROUBLE, Event.LOOPING.name());
  private static final Bson UNDER_WAY =
      in(
          JobBson.STATE,
          names(Stream.of(JobState.STARTED, JobState.PROCESSING, JobState.RESUBMITTED)));

  private final Store store;

  MongoLoopEvidence(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Job>> oftenBegun(int times, int limit) {
    return store
        .collection(Collections.JOBS, Job.class)
        .find(
            new FindOptions()
                .filter(and(UNDER_WAY, gte("attemptCount", times), NOT_TOLD))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<Map<String, KeyUse>> oftenFetched(int times, Instant since, int limit) {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(and(gte(LAST_USE, since), gte(OPENINGS, times)))
                .projection(Projections.include(MongoKeyUses.USES))
                .limit(limit))
        .collect()
        .asMap((Document found) -> found.getString(JobBson.ID), MongoKeyUses::use);
  }

  @Override
  public Uni<List<Job>> unfinished(Collection<String> ids) {
    List<String> states =
        names(Arrays.stream(JobState.values()).filter(state -> !state.finished()));
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .collection(Collections.JOBS, Job.class)
            .find(and(in(JobBson.ID, ids), in(JobBson.STATE, states), NOT_TOLD))
            .collect()
            .asList();
  }

  @Override
  public Uni<List<Job>> told(int limit) {
    return store
        .collection(Collections.JOBS, Job.class)
        .find(
            new FindOptions()
                .filter(and(UNDER_WAY, eq(TROUBLE, Event.LOOPING.name())))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<ExtractorInstance>> processes(
      Collection<String> extractors, Instant since, int limit) {
    return store
        .collection(Collections.EXTRACTOR_INSTANCES, ExtractorInstance.class)
        .find(
            new FindOptions()
                .filter(and(in("extractor", extractors), gte("lastBeat", since)))
                .sort(Sorts.descending("lastBeat"))
                .limit(limit))
        .collect()
        .asList();
  }

  private static List<String> names(Stream<JobState> states) {
    return states.map(Enum::name).toList();
  }
}
