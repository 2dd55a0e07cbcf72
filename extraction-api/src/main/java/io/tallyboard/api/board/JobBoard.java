package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.AttemptNumbers;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.EventCursor;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobMerge;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs, from their records, and until there is a record from their submissions. */
@ApplicationScoped
public class JobBoard {
  private static final int MAX_RESULTS = 100;

  private final JobRecords jobs;
  private final SubmissionRecords submissions;
  private final EventLog log;
  private final Results results;

  JobBoard(JobRecords jobs, SubmissionRecords submissions, EventLog log, Results results) {
    this.jobs = jobs;
    this.submissions = submissions;
    this.log = log;
    this.results = results;
  }

  /** The newest first. */
  public Uni<Page<JobCard>> page(JobQuery query) {
    return records(query)
        .map(f -> JobMerge.page(f.submissions(), f.jobs(), f.waiting(), query.limit()));
  }

  /** What a page is made of. */
  record Found(List<Submission> submissions, List<Job> jobs, Map<String, String> waiting) {}

  /** Submissions are read first: what gets its record in between is found there, and never missed. */
  Uni<Found> records(JobQuery query) {
    Uni<List<Submission>> unrecorded =
        query.filter().admitsSubmitted()
            ? submissions.unrecorded(query)
            : Uni.createFrom().item(List.of());
    return unrecorded.chain(
        first ->
            jobs.page(query)
                .chain(records -> waiting(records).map(why -> new Found(first, records, why))));
  }

  private Uni<Map<String, String>> waiting(List<Job> records) {
    List<String> ids =
        records.stream().filter(j -> j.state() == JobState.SUBMITTED).map(Job::id).toList();
    return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : submissions.waiting(ids);
  }

  /** Fails with {@link Refused} where there is none that the caller may see. */
  public Uni<JobCard> byId(String id, Visibility visibility) {
    return jobs.byId(id, visibility)
        .chain(
            found ->
                found
                    .map(
                        job ->
                            waiting(List.of(job))
                                .map(
                                    why -> JobCard.of(job, Optional.ofNullable(why.get(job.id())))))
                    .orElseGet(() -> submitted(id, visibility)));
  }

  private Uni<JobCard> submitted(String id, Visibility visibility) {
    return submissions
        .byId(id, visibility)
        .map(found -> found.map(JobCard::of).orElseThrow(JobBoard::noJob));
  }

  /** In order. */
  public Uni<Page<EventCard>> events(
      String id, Visibility visibility, Optional<Place> after, int limit) {
    return jobs.byId(id, visibility)
        .chain(
            found ->
                found
                    .map(job -> events(job, after, limit))
                    .orElseGet(
                        () ->
                            submitted(id, visibility)
                                .replaceWith(new Page<EventCard>(List.of(), Optional.empty()))));
  }

  private Uni<Page<EventCard>> events(Job job, Optional<Place> after, int limit) {
    return log.page(EventScope.of(job), after, limit + 1)
        .map(
            found ->
                Page.of(numbered(job, found), limit, e -> EventCursor.of(e.extraction().place())));
  }

  /** The latest, in order. */
  Uni<List<EventCard>> latestEvents(Job job, int limit) {
    return log.latest(EventScope.of(job), limit).map(found -> numbered(job, found));
  }

  private static List<EventCard> numbered(Job job, List<Extraction> found) {
    AttemptNumbers numbers = AttemptNumbers.of(job);
    return found.stream().map(e -> new EventCard(e, numbers.of(e))).toList();
  }

  public Uni<List<Result>> results(String id, Visibility visibility) {
    return byId(id, visibility).chain(job -> results.ofJob(job.id(), MAX_RESULTS));
  }

  private static Refused noJob() {
    return Refused.notFound("There is no job of this id.");
  }
}
