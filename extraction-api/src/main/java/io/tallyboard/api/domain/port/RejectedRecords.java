package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.RejectedCard;
import io.tallyboard.api.domain.RejectedFilter;
import io.tallyboard.contract.store.RejectedUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages that job-tracker could not use. */
public interface RejectedRecords {

  /** The newest first. */
  Uni<List<RejectedCard>> page(RejectedFilter filter, Optional<PagePoint> after, int limit);

  Uni<Optional<RejectedUpdate>> byId(String id);

  /** How many there are, by reason. */
  Uni<Map<String, Long>> counts(RejectedFilter filter);

  /** How many of them can be taken once more. */
  Uni<Long> replayable(RejectedFilter filter);

  /** Those that can be taken once more, in the order in which they came. */
  Uni<List<RejectedCard>> toReplay(RejectedFilter filter, int limit);
}
