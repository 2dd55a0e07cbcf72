package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Submissions, as those see them who ask about jobs. */
@ApplicationScoped
class MongoSubmissions implements SubmissionRecords {
  private final Store store;
  private final JobRecords jobs;
  private final SearchBounds bounds;

  MongoSubmissions(Store store, JobRecords jobs, SearchBounds bounds) {
    this.store = store;
    this.jobs = jobs;
    this.bounds = bounds;
  }

  @Override
  public Uni<Stretch<Submission>> unrecorded(JobQuery query) {
    if (query.users().nobody() || query.sort().key() != JobSort.Key.CREATED) {
      return Uni.createFrom().item(Stretch.whole(List.of()));
    }
    return query.filter().ids().isEmpty()
        ? look(query, query.after(), query.oneMore(), bounds.submissions())
        : named(query);
  }

  /** Of ids that a caller names there are few. */
  private Uni<Stretch<Submission>> named(JobQuery query) {
    return submissions()
        .find(and(in(JobBson.ID, query.filter().ids()), SubmissionBson.unrecorded()))
        .filter(s -> admits(query, s))
        .filter(s -> query.after().map(a -> a.compareTo(point(query, s)) < 0).orElse(true))
        .collect()
        .asList()
        .chain(this::withoutRecord)
        .map(
            found ->
                Stretch.whole(
                    found.stream().sorted(Comparator.comparing(s -> point(query, s))).toList()));
  }

  private Uni<Stretch<Submission>> look(
      JobQuery query, Optional<JobPoint> from, int wanted, int most) {
    Optional<Bson> walked = walked(query, from);
    if (walked.isEmpty()) {
      return Uni.createFrom().item(Stretch.whole(List.of()));
    }
    FindOptions options =
        new FindOptions()
            .filter(walked.get())
            .sort(JobRange.order(query.sort()))
            .limit(bounds.batch());
    return submissions()
        .find(options)
        .collect()
        .asList()
        .chain(some -> kept(query, some))
        .chain(
            found -> {
              int missing = wanted - found.items().size();
              return found.end().isEmpty() || missing <= 0 || most <= bounds.batch()
                  ? Uni.createFrom().item(found)
                  : look(query, found.end(), missing, most - bounds.batch())
                      .map(rest -> rest.behind(found));
            });
  }

  /** What an index has of them; nothing where there can be none. */
  static Optional<Bson> walked(JobQuery query, Optional<JobPoint> from) {
    Bson unrecorded = SubmissionBson.unrecorded();
    Bson start =
        query
            .filter()
            .resource()
            .map(r -> and(eq(JobBson.RESOURCE_ID, r.id()), unrecorded))
            .orElse(unrecorded);
    return JobRange.of(query.sort(), query.filter()).behind(from).map(part -> and(start, part));
  }

  private Uni<Stretch<Submission>> kept(JobQuery query, List<Submission> some) {
    Optional<JobPoint> end =
        some.size() < bounds.batch()
            ? Optional.empty()
            : Optional.of(point(query, some.get(some.size() - 1)));
    return withoutRecord(some.stream().filter(s -> admits(query, s)).toList())
        .map(found -> new Stretch<>(found, end, some.size()));
  }

  private static JobPoint point(JobQuery query, Submission s) {
    return new JobPoint(query.sort(), s.createdAt().toEpochMilli(), s.jobId());
  }

  private static boolean admits(JobQuery query, Submission submission) {
    JobCard card = JobCard.of(submission);
    return query.filter().admits(card) && query.visibility().allows(card.user());
  }

  /** The mark may lag behind: the records themselves decide. */
  private Uni<List<Submission>> withoutRecord(List<Submission> some) {
    if (some.isEmpty()) {
      return Uni.createFrom().item(some);
    }
    return jobs.recorded(some.stream().map(Submission::jobId).toList())
        .map(known -> some.stream().filter(s -> !known.contains(s.jobId())).toList());
  }

  @Override
  public Uni<Optional<Submission>> byId(String jobId, Visibility visibility) {
    return first(and(eq(JobBson.ID, jobId), JobBson.visible(visibility, JobBson.USER)));
  }

  private Uni<Optional<Submission>> first(Bson filter) {
    return submissions().find(filter).collect().first().map(Optional::ofNullable);
  }

  @Override
  public Uni<List<Submission>> waiting(Collection<String> jobIds) {
    return submissions()
        .find(
            and(
                in(JobBson.ID, jobIds),
                or(
                    in(SubmissionBson.STATE, SubmissionBson.UNSENT),
                    exists(SubmissionBson.IN_FLIGHT))))
        .collect()
        .asList();
  }

  private ReactiveMongoCollection<Submission> submissions() {
    return store.collection(Collections.SUBMISSIONS, Submission.class);
  }
}
