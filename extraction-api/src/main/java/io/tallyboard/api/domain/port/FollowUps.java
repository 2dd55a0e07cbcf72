package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.FollowUp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is still to be done for what people asked for. */
public interface FollowUps {

  /**
   * Durable when it completes; does nothing where it is there already.
   *
   * @param lookAt when somebody else may take it up
   */
  Uni<Void> add(FollowUp followUp, Instant lookAt);

  /** Those to be looked at now, the longest due first. */
  Uni<List<FollowUp>> due(Instant now, int limit);

  /** That this job is to be cancelled, as long as it is not told so. */
  Uni<Optional<FollowUp>> cancelOf(String job);

  Uni<Void> later(FollowUp followUp, Instant lookAt);

  Uni<Void> done(FollowUp followUp);
}
