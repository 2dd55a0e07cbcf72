package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The datasets that somebody made. */
public interface DatasetStore {

  Uni<Dataset> add(NewDataset dataset);

  /**
   * What is said of a dataset when it is made.
   *
   * @param job the id of the job that makes it; null where a person does
   */
  record NewDataset(
      String name,
      @Nullable String description,
      @Nullable String space,
      UserRef createdBy,
      @Nullable String job) {}

  Uni<Optional<Dataset>> byId(String id, Visibility visibility);

  /** Those that are there, by id, whoever made them. */
  Uni<Map<String, Dataset>> byIds(Collection<String> ids);

  /** The newest first. */
  Uni<List<Dataset>> page(Visibility visibility, Optional<PagePoint> after, int limit);
}
