package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventPager.Reach;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.contract.store.Extraction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The extractions that job-tracker writes. Whoever asks has made sure that the job may be seen. */
public interface EventLog {

  /** The first in the direction that are meant; which run they belong to is not asked. */
  Uni<List<Extraction>> read(
      EventScope scope, LogRange range, EventFilter filter, Direction direction, int limit);

  /** All that may be in one of the scopes, and some that are not, in no order. */
  Uni<List<Extraction>> all(Collection<EventScope> scopes, int limit);

  /**
   * How far {@code count} events of a stretch reach, or all where there are fewer. Others'
   * of the same lane may be counted among them.
   *
   * @return empty where there is none
   */
  Uni<Optional<Reach>> reach(EventScope scope, LogRange range, Direction direction, int count);
}
