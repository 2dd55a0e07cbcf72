package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.tallyboard.api.domain.JobCounts;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Counts of jobs. Each begins with an index, and stops at a limit. */
final class TallyBson {
  static final String COUNT = "count";

  /** So many keys of an index are gone through in a tenth of a second. */
  static final int MOST_ACTIVE = 200_000;

  private static final int MOST_FAILED = 100_000;

  /** Of one user's own jobs the newest are looked at: the indexes count those of all. */
  private static final int MOST_OWN = 10_000;

  private static final String EXTRACTOR = "extractor";
  private static final String STATE = "state";
  private static final String FINISHED_AT = "finishedAt";

  private TallyBson() {}

  static Bson in(Set<JobState> states) {
    return Filters.in(STATE, states.stream().map(Enum::name).toList());
  }

  private static Bson active() {
    Set<JobState> states = EnumSet.copyOf(JobCounts.RUNNING);
    states.addAll(JobCounts.WAITING);
    return in(states);
  }

  /** By (extractor, state), in the order of the index that begins with both. */
  static List<Bson> active(Collection<String> extractors, Visibility visibility) {
    List<Bson> stages = new ArrayList<>();
    Bson asked = and(Filters.in(EXTRACTOR, extractors), active());
    Optional<String> user = visibility.onlyUser();
    if (user.isPresent()) {
      stages.addAll(newestOf(eq(JobBson.USER, user.get()), MOST_OWN));
      stages.add(match(asked));
    } else {
      stages.add(match(asked));
      stages.add(sort(Sorts.ascending(EXTRACTOR)));
      stages.add(limit(MOST_ACTIVE));
    }
    stages.add(
        group(new Document(EXTRACTOR, "$" + EXTRACTOR).append(STATE, "$" + STATE), sum(COUNT, 1)));
    return stages;
  }

  /** By extractor; the latest, by the index of failed jobs alone. */
  static List<Bson> failed(Instant since, Visibility visibility) {
    List<Bson> stages = new ArrayList<>();
    stages.add(match(and(eq(STATE, JobState.ERROR.name()), gte(FINISHED_AT, since))));
    stages.add(sort(Sorts.descending(FINISHED_AT)));
    stages.add(limit(visibility.onlyUser().isPresent() ? MOST_OWN : MOST_FAILED));
    visibility.onlyUser().ifPresent(user -> stages.add(match(eq(JobBson.USER, user))));
    stages.add(group("$" + EXTRACTOR, sum(COUNT, 1)));
    return stages;
  }

  static List<Bson> recent(String extractor, Instant since, Visibility visibility, int limit) {
    Bson lately = and(eq(EXTRACTOR, extractor), gte(JobBson.CREATED_AT, since));
    List<Bson> stages = new ArrayList<>(newestOf(lately, MOST_OWN));
    visibility.onlyUser().ifPresent(user -> stages.add(match(eq(JobBson.USER, user))));
    stages.add(limit(limit));
    stages.add(
        project(
            Projections.include(STATE, JobBson.CREATED_AT, "running.millis", "waiting.millis")));
    return stages;
  }

  private static List<Bson> newestOf(Bson which, int limit) {
    return List.of(match(which), sort(JobBson.NEWEST_FIRST), limit(limit));
  }
}
