package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ManyAct;
import java.time.Instant;
import java.util.Optional;

/** What is being done to many jobs. */
public interface ManyActs {
  Uni<Void> add(ManyAct act);

  Uni<Optional<ManyAct>> byId(String id);

  /**
   * Takes one that is not finished and that nobody is at, so that nobody else is until then; whoever
   * waited longest comes first.
   */
  Uni<Optional<ManyAct>> claim(Instant now, Instant until);

  /**
   * Writes how far it is and lets go of it.
   *
   * @return whether nobody else wrote since it was claimed
   */
  Uni<Boolean> write(ManyAct next, Instant now);
}
