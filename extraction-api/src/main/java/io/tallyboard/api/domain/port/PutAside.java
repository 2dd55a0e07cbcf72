package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;

/** Takes a job's message out of its extractor's queue, where that touches no other one. */
public interface PutAside {

  /**
   * Moves the first message of a queue to its error queue, as the extractor itself would have. At least
   * once: where this fails in between, the message may lie in both.
   *
   * @return false where the first is another job's, which is put back in its place; or where there is
   *     none, or no error queue
   */
  Uni<Boolean> first(String queue, String jobId);
}
