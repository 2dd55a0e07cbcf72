package io.tallyboard.tracker.rebuild;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all records from one end to the other. */
public interface RecordScan {

  /** What a record is folded by. */
  record Named(String id, @Nullable String lane) {
    String key() {
      return lane == null ? id : lane;
    }
  }

  /** Jobs in the order of their ids. */
  Uni<List<Named>> jobsAfter(String id, int count);

  /** Lanes in the order of their keys. */
  Uni<List<String>> lanesAfter(String key, int count);

  /** Removes a lane if it is still of this version; whether it was. */
  Uni<Boolean> removeLane(Lane lane);
}
