package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The keys of jobs, by their hashes. */
public interface JobKeyStore {

  /**
   * A key that a message is about to carry.
   *
   * @param hash its SHA-256: the key itself is in the message alone
   * @param message which of the job's messages, from 1
   */
  record Minted(String hash, String jobId, int message, Instant at) {}

  /** All good and durable when it completes. */
  Uni<Void> add(List<Minted> keys);

  /** Forgets keys whose messages surely did not go out. */
  Uni<Void> forget(Collection<String> hashes);

  Uni<Optional<JobKey>> byHash(String hash);

  /** The hash of the key that the job's latest message carries. */
  Uni<Optional<String>> latest(String jobId);

  /**
   * Takes back all keys that a job has at this moment; one that is minted later is good.
   *
   * @param why what whoever shows one of them is told
   * @return whether there was any
   */
  Uni<Boolean> revoke(String jobId, String why, Instant at);
}
