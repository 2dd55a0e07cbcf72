package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.contract.wire.ControlUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells jobs what happens to them, by their logs. */
@ApplicationScoped
class Telling {
  private static final Logger LOG = Logger.getLogger(Telling.class);

  private final ControlSender sender;

  Telling(ControlSender sender) {
    this.sender = sender;
  }

  /** Whether the broker has it for sure; never fails. */
  Uni<Boolean> tell(ControlUpdate update, String queue) {
    return sender
        .tell(update, queue)
        .map(outcome -> outcome == Outcome.CONFIRMED)
        .onFailure()
        .invoke(e -> LOG.warnf("%s is told later: %s", update.controlId(), e.getMessage()))
        .onFailure()
        .recoverWithItem(false);
  }
}
