package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.StreamFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What became of jobs lately, by when their records were written. */
public interface JobChanges {

  /** The records there are, in no order. */
  Uni<List<ChangedJob>> of(Collection<String> ids);

  /** That they were written then or later, in order; told by an index alone. */
  Uni<List<ChangedJob.Version>> since(Instant from, int limit);

  /** How many were written then or later, counted up to the limit. */
  Uni<Long> count(Instant from, int limit);

  /**
   * Those written then or later that the filter asks for, in order of writing. A filter by ids or a
   * resource is looked up by these, any other among all that was written: count first.
   */
  Uni<List<ChangedJob>> matching(StreamFilter filter, Instant from, int limit);
}
