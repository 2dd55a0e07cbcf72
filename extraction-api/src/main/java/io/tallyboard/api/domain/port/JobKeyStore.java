package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobKey;
import java.time.Instant;
import java.util.Optional;

/** The keys of jobs, by their hashes. */
public interface JobKeyStore {
  Uni<Optional<JobKey>> byHash(String hash);

  /**
   * Takes back all keys that a job has at this moment; one that is minted later is good.
   *
   * @param why what whoever shows one of them is told
   * @return whether there was any
   */
  Uni<Boolean> revoke(String jobId, String why, Instant at);
}
