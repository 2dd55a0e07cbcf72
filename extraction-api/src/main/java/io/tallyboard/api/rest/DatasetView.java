package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.board.DatasetList;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, as a client reads it.
 *
 * @param named whether somebody made it; if not, files alone name it
 * @param files how many are in it, counted up to 100; in lists only
 * @param moreFiles whether there are others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetView(
    String id,
    String name,
    @Nullable String description,
    @Nullable String space,
    UserRef createdBy,
    Instant createdAt,
    @Nullable String jobId,
    boolean named,
    @Nullable Integer files,
    @Nullable Boolean moreFiles) {

  /** Some of the datasets; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatasetPage(List<DatasetView> datasets, @Nullable String next) {}

  /** Some of a dataset's files; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatasetFiles(List<FileView> files, @Nullable String next) {}

  static DatasetView of(Dataset dataset) {
    return of(dataset, null, null);
  }

  /** As it stands in a list. */
  static DatasetView listed(DatasetList.Listed listed) {
    return of(listed.dataset(), listed.files(), listed.moreFiles() ? true : null);
  }

  private static DatasetView of(
      Dataset dataset, @Nullable Integer files, @Nullable Boolean moreFiles) {
    return new DatasetView(
        dataset.id(),
        dataset.name(),
        dataset.description(),
        dataset.space(),
        dataset.createdBy(),
        dataset.createdAt(),
        dataset.job(),
        dataset.named(),
        files,
        moreFiles);
  }
}
