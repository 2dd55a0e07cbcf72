package io.tallyboard.api.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.DatasetFilter;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetStore;
import io.tallyboard.api.domain.port.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The datasets that somebody made, and by its id any other; with how much is in each. */
@ApplicationScoped
public class DatasetList {
  /** What is looked through at once, where names are looked for: no index has their parts. */
  private static final int BATCH = 500;

  private static final int MOST_LOOKED_AT = 5_000;

  /** Beyond so many files it is not told how many. */
  private static final int MOST_FILES = 100;

  private final DatasetStore store;
  private final Datasets datasets;
  private final FileStore files;

  DatasetList(DatasetStore store, Datasets datasets, FileStore files) {
    this.store = store;
    this.datasets = datasets;
    this.files = files;
  }

  /**
   * A dataset in the list.
   *
   * @param files how many may be seen in it, counted up to 100
   * @param moreFiles whether there are others
   */
  public record Listed(Dataset dataset, int files, boolean moreFiles) {}

  /** The newest first. A page may be short, or empty, and not the last: it was looked so far then. */
  public Uni<Page<Listed>> page(
      DatasetFilter filter, Visibility visibility, Optional<PagePoint> after, int limit) {
    Optional<Visibility> within = filter.within(visibility);
    if (within.isEmpty()) {
      return Uni.createFrom().item(new Page<>(List.of(), Optional.empty()));
    }
    int batch = filter.text().isPresent() ? BATCH : limit + 1;
    return new Walk(filter, within.get(), limit, batch)
        .from(after)
        .chain(page -> after.isEmpty() ? withUnnamed(page, filter, visibility) : same(page))
        .chain(page -> counted(page, visibility));
  }

  /** One that files alone name is in no list, but found by its id; of a user it is nobody's. */
  private Uni<Page<Dataset>> withUnnamed(
      Page<Dataset> page, DatasetFilter filter, Visibility visibility) {
    if (filter.text().isEmpty() || filter.user().isPresent()) {
      return same(page);
    }
    return datasets
        .find(filter.text().get(), visibility)
        .map(
            found ->
                new Page<>(
                    Stream.concat(
                            found.filter(each -> !each.named()).stream(), page.items().stream())
                        .toList(),
                    page.next()));
  }

  private static <T> Uni<T> same(T value) {
    return Uni.createFrom().item(value);
  }

  /** One walk along the list, from the newest on. */
  private final class Walk {
    private final DatasetFilter filter;
    private final Visibility visibility;
    private final int limit;
    private final int batch;
    private final List<Dataset> found = new ArrayList<>();
    private int lookedAt;

    Walk(DatasetFilter filter, Visibility visibility, int limit, int batch) {
      this.filter = filter;
      this.visibility = visibility;
      this.limit = limit;
      this.batch = batch;
    }

    Uni<Page<Dataset>> from(Optional<PagePoint> after) {
      return store.page(visibility, after, batch).chain(this::further);
    }

    private Uni<Page<Dataset>> further(List<Dataset> some) {
      some.stream().filter(filter::matches).forEach(found::add);
      lookedAt += some.size();
      if (found.size() > limit || some.size() < batch) {
        return Uni.createFrom().item(Page.of(found, limit, each -> point(each).cursor()));
      }
      PagePoint last = point(some.get(some.size() - 1));
      return lookedAt < MOST_LOOKED_AT
          ? from(Optional.of(last))
          : Uni.createFrom().item(new Page<>(found, Optional.of(last.cursor())));
    }
  }

  private static PagePoint point(Dataset dataset) {
    return new PagePoint(dataset.createdAt(), dataset.id());
  }

  private Uni<Page<Listed>> counted(Page<Dataset> page, Visibility visibility) {
    return Multi.createFrom()
        .iterable(page.items())
        .onItem()
        .transformToUniAndConcatenate(dataset -> counted(dataset, visibility))
        .collect()
        .asList()
        .map(listed -> new Page<>(listed, page.next()));
  }

  private Uni<Listed> counted(Dataset dataset, Visibility visibility) {
    return files
        .inDataset(dataset.id(), visibility, Optional.empty(), MOST_FILES + 1)
        .map(
            some ->
                new Listed(dataset, Math.min(some.size(), MOST_FILES), some.size() > MOST_FILES));
  }
}
