package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.store.Job;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jobs that job-tracker writes. */
public interface JobRecords {

  /** In their order, up to one more than the query's limit; as far as one call may look. */
  Uni<Stretch<Job>> page(JobQuery query);

  /** What the newest are, up to the query's limit of them, as far as one call may look. */
  Uni<Counted> counts(JobQuery query, Set<Facet> by);

  /**
   * What was counted.
   *
   * @param all whether there are no others
   */
  record Counted(List<FacetCounts.Group> groups, boolean all) {
    public Counted {
      groups = List.copyOf(groups);
    }
  }

  Uni<Optional<Job>> byId(String id, Visibility visibility);

  /** Those of the ids that have a record. */
  Uni<Set<String>> recorded(Collection<String> ids);

  /** Those of the ids whose record says that it has started, or is over. */
  Uni<Set<String>> started(Collection<String> ids);

  /** Those of the ids that have a record which may be seen. */
  Uni<Set<String>> visible(Collection<String> ids, Visibility visibility);
}
