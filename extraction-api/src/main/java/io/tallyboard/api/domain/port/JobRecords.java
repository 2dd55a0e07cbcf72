package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.store.Job;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jobs that job-tracker writes. */
public interface JobRecords {

  /** The newest first, up to one more than the query's limit. */
  Uni<List<Job>> page(JobQuery query);

  Uni<Optional<Job>> byId(String id, Visibility visibility);

  /** Those of the ids that have a record. */
  Uni<Set<String>> recorded(Collection<String> ids);
}
