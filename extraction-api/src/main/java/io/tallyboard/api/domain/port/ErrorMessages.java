package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ErrorFilter;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was taken from error queues. */
public interface ErrorMessages {

  /**
   * Durable when it completes. The same bytes again are the same message for as long as nobody has
   * decided about it, and another one after that.
   *
   * @param message its id is given here
   */
  Uni<Void> keep(ErrorMessage message);

  /** The newest first, without their bodies. */
  Uni<List<ErrorMessage>> page(ErrorFilter filter, Optional<PagePoint> after, int limit);

  Uni<Optional<ErrorMessage>> byId(String id);

  /** How many there are, by extractor. */
  Uni<Map<String, Long>> counts(ErrorFilter filter);

  /**
   * Decides about one that waits.
   *
   * @return whether it still waited
   */
  Uni<Boolean> decide(
      String id, ErrorMessage.Fate fate, @Nullable UserRef by, Instant at, @Nullable String note);

  /** Decides about all of a job's that wait. */
  Uni<Long> decideOf(String jobId, ErrorMessage.Fate fate, UserRef by, Instant at);
}
