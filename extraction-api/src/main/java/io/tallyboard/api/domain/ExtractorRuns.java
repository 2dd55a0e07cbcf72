package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import java.util.List;
import java.util.Optional;

/**
 * What one extractor did on one resource.
 *
 * @param count how many jobs there are, those not shown among them; as many as were counted
 * @param jobs the newest first; at least one
 */
public record ExtractorRuns(
    String extractor, Optional<String> version, long count, List<JobRun> jobs) {
  public ExtractorRuns {
    jobs = List.copyOf(jobs);
  }

  /** Of the newest job. */
  public JobState state() {
    return jobs.get(0).job().state();
  }

  /**
   * One job, in full.
   *
   * @param events the latest, in order
   * @param overlaps ids of the extractor's other jobs that ran at the same time
   */
  public record JobRun(JobCard job, List<EventCard> events, List<String> overlaps) {
    public JobRun {
      events = List.copyOf(events);
      overlaps = List.copyOf(overlaps);
    }
  }
}
