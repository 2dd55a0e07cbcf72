package io.tallyboard.tracker.rebuild;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the log from one end to the other, with bounded memory. */
public interface LogScan {

  /**
   * Some of the keys after this one, in order; none at the end.
   *
   * @param since only those of which anything was received since; null for all
   */
  Uni<List<String>> keysAfter(String key, @Nullable Instant since);

  /** The updates of these keys: by key, and for each key in order. */
  Multi<Extraction> of(Set<String> keys);

  /** Which of the keys the log has anything of. */
  Uni<Set<String>> known(Set<String> keys);

  /** Which of the updates are stored. */
  Uni<Set<String>> stored(Set<String> ids);

  /** About how many updates there are. */
  Uni<Long> size();
}
