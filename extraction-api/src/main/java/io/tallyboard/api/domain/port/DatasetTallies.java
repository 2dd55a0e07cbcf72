package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.DatasetRollup.Group;
import io.tallyboard.api.domain.Visibility;
import java.util.List;

/** Counts of the jobs on a dataset's files, from their records. */
public interface DatasetTallies {

  /** Of the newest jobs, by file and state. */
  Uni<List<Group>> files(String dataset, Visibility visibility, int limit);
}
