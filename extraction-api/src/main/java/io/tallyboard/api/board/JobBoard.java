package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts;
import io.tallyboard.api.domain.FacetCounts.Group;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobList;
import io.tallyboard.api.domain.JobMerge;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.Wait;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Jobs, from their records, and until there is a record from their submissions. */
@ApplicationScoped
public class JobBoard {
  private static final int MAX_RESULTS = 100;
  private static final int COUNTED = 10_000;

  private final JobRecords jobs;
  private final SubmissionRecords submissions;
  private final Results results;
  private final Waits waits;

  JobBoard(JobRecords jobs, SubmissionRecords submissions, Results results, Waits waits) {
    this.jobs = jobs;
    this.submissions = submissions;
    this.results = results;
    this.waits = waits;
  }

  /** In their order, as far as one call may look. */
  public Uni<JobList> page(JobQuery query) {
    return records(query)
        .map(
            f ->
                JobMerge.list(
                    query.sort(), query.limit(), f.submitted(), f.recorded(), f.waiting()));
  }

  /** What the newest jobs are, as far as one call may look. */
  public Uni<FacetCounts> counts(JobFilter filter, Visibility visibility, Set<Facet> by) {
    JobQuery query = new JobQuery(filter, visibility, COUNTED, Optional.empty());
    return unrecorded(query)
        .chain(
            first ->
                jobs.counts(query, by)
                    .map(
                        counted -> {
                          List<Group> groups = new ArrayList<>(counted.groups());
                          first.items().forEach(s -> groups.add(Group.of(JobCard.of(s), by)));
                          return FacetCounts.of(by, groups, counted.all() && first.end().isEmpty());
                        }));
  }

  /** What a page is made of. */
  record Found(Stretch<Submission> submitted, Stretch<Job> recorded, Map<String, Wait> waiting) {
    List<Submission> submissions() {
      return submitted.items();
    }

    List<Job> jobs() {
      return recorded.items();
    }
  }

  /** Submissions are read first: what gets its record in between is found there, and never missed. */
  Uni<Found> records(JobQuery query) {
    return unrecorded(query)
        .chain(
            first ->
                jobs.page(query)
                    .chain(
                        records ->
                            waits
                                .of(first.items(), records.items())
                                .map(why -> new Found(first, records, why))));
  }

  private Uni<Stretch<Submission>> unrecorded(JobQuery query) {
    return query.filter().admitsSubmitted()
        ? submissions.unrecorded(query)
        : Uni.createFrom().item(Stretch.whole(List.of()));
  }

  /** Fails with {@link Refused} where there is none that the caller may see. */
  public Uni<JobCard> byId(String id, Visibility visibility) {
    return jobs.byId(id, visibility)
        .chain(
            found ->
                found
                    .map(job -> waits.exactly(job).map(why -> JobCard.of(job, why)))
                    .orElseGet(() -> submitted(id, visibility)));
  }

  private Uni<JobCard> submitted(String id, Visibility visibility) {
    return submissions
        .byId(id, visibility)
        .map(found -> found.orElseThrow(JobBoard::noJob))
        .chain(found -> waits.exactly(found).map(why -> JobCard.of(found, why)));
  }

  public Uni<List<Result>> results(String id, Visibility visibility) {
    return byId(id, visibility).chain(job -> results.ofJob(job.id(), MAX_RESULTS));
  }

  private static Refused noJob() {
    return Refused.notFound("There is no job of this id.");
  }
}
