package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many jobs an extractor has; from {@value #MOST} on nobody counted further.
 *
 * @param running at work now
 * @param waiting for their first run, or for another
 * @param failed that ended so since the moment asked for
 */
public record JobCounts(long running, long waiting, long failed) {
  public static final int MOST = 10_000;
  public static final Set<JobState> RUNNING = EnumSet.of(JobState.STARTED, JobState.PROCESSING);
  public static final Set<JobState> WAITING = EnumSet.of(JobState.SUBMITTED, JobState.RESUBMITTED);
  public static final JobCounts NONE = new JobCounts(0, 0, 0);

  public JobCounts {
    running = Math.min(running, MOST);
    waiting = Math.min(waiting, MOST);
    failed = Math.min(failed, MOST);
  }
}
