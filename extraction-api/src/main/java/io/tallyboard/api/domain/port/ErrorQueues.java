package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.DeadMessage;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.Secret;
import java.util.function.Function;

/** The queues on which extractors leave what they gave up on. */
public interface ErrorQueues {

  /**
   * Takes messages one by one; each is gone from the queue once {@code keep} has completed for it, and
   * stays there if that fails.
   *
   * @return how many were taken; none where there is no such queue
   */
  Uni<Integer> drain(String queue, int most, Function<DeadMessage, Uni<Void>> keep);

  /**
   * Puts a message back on the queue of its extractor, as its first try.
   *
   * @param key of the system that serves it
   */
  Uni<JobSender.Outcome> sendAgain(ErrorMessage message, String queue, Secret key);
}
