package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.wire.Replay;

/** Asks job-tracker to take rejected messages once more. */
public interface ReplaySender {

  /** Completes once the broker has it; a failure means that nobody knows. */
  Uni<JobSender.Outcome> send(String updateQueue, Replay replay);
}
