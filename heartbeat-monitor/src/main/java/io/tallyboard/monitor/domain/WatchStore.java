package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Watched;
import java.time.Instant;

/** How long beats were listened for, as it is stored: one record that all replicas move on. */
public interface WatchStore {

  /**
   * Where nobody has watched since {@code lapsed}, the watch begins anew at {@code since}; likewise
   * where it is said to last into the future, by a clock that was wrong.
   */
  Uni<Void> beginAnew(Instant since, Instant lapsed);

  /**
   * Beats were listened for until then; the end never moves back.
   *
   * @return what all replicas together watched
   */
  Uni<Watched> extend(Instant since, Instant until);

  Uni<Watched> read();
}
