package io.tallyboard.api.access;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.JobKey;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The keys that job messages carry: whose they are, whether they are still good, taken back. */
@ApplicationScoped
public class JobKeys {
  private final JobKeyStore store;
  private final KeyUseLog uses;
  private final InstantSource clock;
  private final Duration grace;

  JobKeys(JobKeyStore store, KeyUseLog uses, InstantSource clock, ApiConfig config) {
    this.store = store;
    this.uses = uses;
    this.clock = clock;
    this.grace = config.jobKeyGrace();
  }

  /**
   * Empty where it is no job's key; fails with {@link Refused} where it is one that was taken back, or
   * whose job is over for long.
   */
  public Uni<Optional<Submission>> identify(Secret secret) {
    return store.byHash(secret.hash()).map(found -> found.map(this::good));
  }

  private Submission good(JobKey key) {
    Submission job = key.job();
    Optional<String> closed = key.closed(clock.instant(), grace);
    if (closed.isPresent()) {
      uses.refused(job.jobId());
      throw Refused.forbidden(closed.get());
    }
    uses.call(job.jobId());
    return job;
  }

  /** Notes that a run of the job asked for its resource, as each run does first. */
  public void opening(Submission job) {
    uses.opening(job.jobId());
  }

  /**
   * Takes back all keys that a job has by now: its extractor is refused from here on. A key that is
   * minted afterwards, for a replay, is good.
   *
   * @param why a sentence, which the extractor is told
   * @return whether it had any
   */
  public Uni<Boolean> revoke(String jobId, String why) {
    return store.revoke(jobId, why, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
