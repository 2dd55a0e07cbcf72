package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetStore;
import io.tallyboard.api.domain.port.DatasetStore.NewDataset;
import io.tallyboard.api.domain.port.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datasets, those that somebody made and those that files alone name. */
@ApplicationScoped
public class Datasets {
  private static final int BATCH = 1_000;

  /** What one extractor is told of, and can be expected to work on at once. */
  private static final int MOST_FILES = 100_000;

  private final DatasetStore store;
  private final FileStore files;

  Datasets(DatasetStore store, FileStore files) {
    this.store = store;
    this.files = files;
  }

  public Uni<Dataset> make(NewDataset dataset) {
    return store.add(dataset);
  }

  /** Empty where nobody made it and no file names it, as far as may be seen. */
  public Uni<Optional<Dataset>> find(String id, Visibility visibility) {
    return store
        .byId(id, Visibility.all())
        .chain(
            made ->
                made.isPresent()
                    ? Uni.createFrom()
                        .item(made.filter(dataset -> visibility.allows(dataset.createdBy())))
                    : files
                        .inDataset(id, visibility, Optional.empty(), 1)
                        .map(
                            found ->
                                found.stream().findFirst().map(file -> Dataset.ofFile(id, file))));
  }

  /** Fails with {@link Refused} where there is none that may be seen. */
  public Uni<Dataset> get(String id, Visibility visibility) {
    return find(id, visibility)
        .map(found -> found.orElseThrow(() -> Refused.notFound("There is no dataset of this id.")));
  }

  /** In the order they came. */
  public Uni<Page<StoredFile>> files(
      String id, Visibility visibility, Optional<PagePoint> after, int limit) {
    return get(id, visibility)
        .chain(dataset -> files.inDataset(id, visibility, after, limit + 1))
        .map(found -> Page.of(found, limit, f -> new PagePoint(f.createdAt(), f.id()).cursor()));
  }

  /** All of them, in the order they came; fails with {@link Refused} where they are too many. */
  public Uni<List<StoredFile>> allFiles(String id, Visibility visibility) {
    return further(id, visibility, new ArrayList<>());
  }

  private Uni<List<StoredFile>> further(String id, Visibility visibility, List<StoredFile> found) {
    Optional<PagePoint> after =
        found.isEmpty()
            ? Optional.empty()
            : Optional.of(found.get(found.size() - 1))
                .map(last -> new PagePoint(last.createdAt(), last.id()));
    return files
        .inDataset(id, visibility, after, BATCH)
        .chain(
            some -> {
              found.addAll(some);
              if (found.size() > MOST_FILES) {
                throw Refused.unprocessable(
                    "", "The dataset has more than %,d files.".formatted(MOST_FILES));
              }
              return some.size() < BATCH
                  ? Uni.createFrom().item(found)
                  : further(id, visibility, found);
            });
  }

  /** Puts a file into a dataset; nothing changes where it is in it already. */
  public Uni<StoredFile> put(String id, String fileId, Caller caller, Visibility visibility) {
    return get(id, visibility)
        .chain(dataset -> own(fileId, caller, visibility))
        .chain(
            file -> {
              String now = file.dataset();
              if (now != null && !now.equals(id)) {
                throw Refused.conflict(
                    "The file is in the dataset %s: take it out of there first.".formatted(now));
              }
              return move(file, id);
            });
  }

  /** Takes a file out of a dataset. */
  public Uni<StoredFile> take(String id, String fileId, Caller caller, Visibility visibility) {
    return own(fileId, caller, visibility)
        .chain(
            file -> {
              if (!file.in(id)) {
                throw Refused.notFound("The file is not in this dataset.");
              }
              return move(file, null);
            });
  }

  private Uni<StoredFile> move(StoredFile file, @Nullable String dataset) {
    return files
        .move(file.id(), file.dataset(), dataset)
        .map(
            moved -> {
              if (!moved) {
                throw Refused.conflict("The file was moved by somebody else just now.");
              }
              return file.withDataset(dataset);
            });
  }

  /** Files are moved by those who uploaded them, and by operators. */
  private Uni<StoredFile> own(String fileId, Caller caller, Visibility visibility) {
    return files
        .byId(fileId, visibility)
        .map(
            found -> {
              StoredFile file =
                  found.orElseThrow(() -> Refused.notFound("There is no file of this id."));
              boolean owner = file.uploadedBy().id().equals(caller.user().id());
              if (!owner && !caller.role().covers(Role.OPERATOR)) {
                throw Refused.forbidden(
                    "Only who uploaded a file, or an operator, moves it between datasets.");
              }
              return file;
            });
  }
}
