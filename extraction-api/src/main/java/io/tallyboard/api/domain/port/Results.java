package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import java.util.List;

/** What jobs handed in. Whoever asks has made sure that the job or resource may be seen. */
public interface Results {
  Uni<Void> add(Result result);

  /** In the order they came. */
  Uni<List<Result>> ofJob(String jobId, int limit);

  /** In the order they came. */
  Uni<List<Result>> ofResource(ResourceRef resource, int limit);

  /** The newest first, whatever of its kinds the resource is of. */
  Uni<List<Result>> latestOf(ResourceRef resource, int limit);
}
