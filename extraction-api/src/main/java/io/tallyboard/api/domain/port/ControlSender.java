package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.wire.ControlUpdate;

/** Tells a job's update queue what happened to it other than by its extractor. */
public interface ControlSender {

  /**
   * Completes once the broker has it; a failure means that nobody knows, and it may be told again: the
   * same control id counts once.
   */
  Uni<JobSender.Outcome> tell(ControlUpdate update, String queue);
}
