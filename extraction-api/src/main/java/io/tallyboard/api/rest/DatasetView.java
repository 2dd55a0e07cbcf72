package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset, as a client reads it.
 *
 * @param named whether somebody made it; if not, files alone name it
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
    boolean named) {

  /** Some of the datasets; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatasetPage(List<DatasetView> datasets, @Nullable String next) {}

  /** Some of a dataset's files; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatasetFiles(List<FileView> files, @Nullable String next) {}

  static DatasetView of(Dataset dataset) {
    return new DatasetView(
        dataset.id(),
        dataset.name(),
        dataset.description(),
        dataset.space(),
        dataset.createdBy(),
        dataset.createdAt(),
        dataset.job(),
        dataset.named());
  }
}
