package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobSeed;
import java.time.Instant;
import java.util.Optional;

/** The keys by which clients mark their requests, so that one that comes again is known. */
public interface RequestKeys {

  /**
   * Takes a key for a request, unless it is taken.
   *
   * @param id the key, and whose it is, as a hash
   * @param fingerprint of the request
   * @param since what was taken before is forgotten
   * @return who has it: this request, or the one that came first
   */
  Uni<Taken> take(String id, String fingerprint, JobSeed seed, Instant since);

  /**
   * The request that has a key.
   *
   * @param answer what it was answered with, where that was noted
   */
  record Taken(String fingerprint, JobSeed seed, Optional<String> answer) {}

  /** Notes the answer, if the request still has the key. */
  Uni<Void> answered(String id, JobSeed seed, String answer);

  /** Gives a key back of whose request nothing came. */
  Uni<Void> release(String id, JobSeed seed);

  /** How many there were. */
  Uni<Long> removeBefore(Instant since);
}
