package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts records and the submissions that have none yet into one list. */
public final class JobMerge {
  private static final Comparator<JobCard> NEWEST_FIRST =
      Comparator.comparing(JobCard::point, PagePoint.NEWEST_FIRST);

  private JobMerge() {}

  /**
   * Both lists were read from the same place on, each with up to one more than {@code limit}, the
   * submissions first: one that got its record in between is in both, and the record counts.
   *
   * @param waiting why jobs are not sent yet, by id
   */
  public static Page<JobCard> page(
      List<Submission> submissions, List<Job> jobs, Map<String, String> waiting, int limit) {
    Map<String, JobCard> cards = new LinkedHashMap<>();
    submissions.forEach(s -> cards.put(s.jobId(), JobCard.of(s)));
    jobs.forEach(
        job -> cards.put(job.id(), JobCard.of(job, Optional.ofNullable(waiting.get(job.id())))));
    List<JobCard> sorted = cards.values().stream().sorted(NEWEST_FIRST).toList();
    return Page.of(sorted, limit, card -> card.point().cursor());
  }
}
