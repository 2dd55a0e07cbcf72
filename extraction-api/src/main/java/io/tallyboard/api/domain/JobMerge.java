package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts records and the submissions that have none yet into one list. */
public final class JobMerge {
  private JobMerge() {}

  /**
   * Both lists were read from the same place on, each with up to one more than {@code limit}, the
   * submissions first: one that got its record in between is in both, and the record counts.
   *
   * @param waiting why jobs are not sent yet, by id
   */
  public static JobList list(
      JobSort sort,
      int limit,
      Stretch<Submission> submissions,
      Stretch<Job> jobs,
      Map<String, Wait> waiting) {
    return JobList.of(
        sort,
        limit,
        List.of(
            submissions.map(s -> JobCard.of(s, Optional.ofNullable(waiting.get(s.jobId())))),
            jobs.map(job -> JobCard.of(job, Optional.ofNullable(waiting.get(job.id()))))));
  }

  /** The newest first, where nothing was left to be looked through. */
  public static Page<JobCard> page(
      List<Submission> submissions, List<Job> jobs, Map<String, Wait> waiting, int limit) {
    JobList list =
        list(JobSort.NEWEST, limit, Stretch.whole(submissions), Stretch.whole(jobs), waiting);
    return new Page<>(list.items(), list.next().map(JobPoint::cursor));
  }
}
