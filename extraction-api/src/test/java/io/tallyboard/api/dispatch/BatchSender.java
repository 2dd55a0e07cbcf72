package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;

/** A broker as far as sending asks it: many messages at once. */
abstract class BatchSender implements JobSender {
  @Override
  public Uni<Outcome> announce(Submission s) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Outcome> withdraw(Submission s) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Boolean> exists(String queue) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> declare(UpdateQueue queue) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> ping() {
    return Uni.createFrom().voidItem();
  }
}
