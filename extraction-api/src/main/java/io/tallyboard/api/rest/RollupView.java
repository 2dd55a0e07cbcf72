package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.DatasetRollup;
import io.tallyboard.api.domain.DatasetRollup.FileStanding;
import io.tallyboard.contract.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs on a dataset's files stand.
 *
 * @param files how many files have any
 * @param jobs how many were counted, the newest
 * @param complete whether there are no others
 * @param items the files, the latest active first
 * @param more true where there are more files than these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollupView(
    int files,
    long jobs,
    boolean complete,
    Map<JobState, Long> states,
    List<RolledFile> items,
    @Nullable Boolean more,
    String sentence) {
  private static final int MOST_ITEMS = 200;

  /** One file's jobs, and the last of them. */
  public record RolledFile(
      JobView.ResourceView resource, Map<JobState, Long> states, RolledJob last) {
    static RolledFile of(FileStanding file) {
      return new RolledFile(
          JobView.ResourceView.of(file.resource(), file.name()),
          file.states(),
          new RolledJob(
              file.last().id(),
              file.last().state(),
              file.last().extractor(),
              file.last().createdAt()));
    }
  }

  /** The job that was last asked for on it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RolledJob(
      String id, JobState state, @Nullable String extractor, Instant createdAt) {}

  static RollupView of(DatasetRollup rollup) {
    return new RollupView(
        rollup.files().size(),
        rollup.jobs(),
        rollup.complete(),
        rollup.states(),
        rollup.files().stream().limit(MOST_ITEMS).map(RolledFile::of).toList(),
        rollup.files().size() > MOST_ITEMS ? true : null,
        rollup.sentence());
  }
}
