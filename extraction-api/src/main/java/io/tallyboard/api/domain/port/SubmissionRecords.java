package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.store.Submission;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Submissions, to be read. */
public interface SubmissionRecords {

  /**
   * Those that have no job record, in the order of their creation, up to one more than the query's
   * limit; as far as one call may look.
   */
  Uni<Stretch<Submission>> unrecorded(JobQuery query);

  Uni<Optional<Submission>> byId(String jobId, Visibility visibility);

  /** Those of the ids that were not sent yet, or are not known to have started. */
  Uni<List<Submission>> waiting(Collection<String> jobIds);
}
