package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteTally;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonObjectId;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Files: their records, and their bytes in GridFS. */
@ApplicationScoped
class MongoFiles implements FileStore {
  static final String DATASET = "dataset";

  /** Its collections are {@code content.files} and {@code content.chunks}. */
  private static final String BUCKET = "content";

  private static final String UPLOADER = "uploadedBy.id";

  private final GridBytes grid;
  private final FileDocuments documents;
  private final InstantSource clock;

  MongoFiles(GridBytes grid, FileDocuments documents, InstantSource clock) {
    this.grid = grid;
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public Uni<StoredFile> store(NewFile file, Publisher<ByteBuffer> bytes) {
    ObjectId id = new ObjectId();
    BsonObjectId key = new BsonObjectId(id);
    return grid.write(BUCKET, key, file.name(), bytes)
        .chain(tally -> persist(id, file, tally, null))
        .onFailure()
        .call(() -> grid.discard(BUCKET, key));
  }

  @Override
  public Uni<StoredFile> link(NewFile file, ByteTally seen, FileLink link) {
    return persist(new ObjectId(), file, seen, FileDocument.Link.of(link));
  }

  private Uni<StoredFile> persist(
      ObjectId id, NewFile file, ByteTally tally, FileDocument.@Nullable Link link) {
    return documents
        .persist(
            new FileDocument(
                id.toHexString(),
                file.name(),
                file.mimeType(),
                tally.size(),
                tally.sha256(),
                file.uploadedBy(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                file.dataset(),
                file.job(),
                link))
        .map(FileDocument::toFile);
  }

  @Override
  public Uni<Optional<StoredFile>> byId(String id, Visibility visibility) {
    return documents
        .find(and(eq(JobBson.ID, id), JobBson.visible(visibility, UPLOADER)))
        .firstResult()
        .map(found -> Optional.ofNullable(found).map(FileDocument::toFile));
  }

  @Override
  public Uni<Map<String, StoredFile>> byIds(Collection<String> ids, Visibility visibility) {
    return documents
        .find(and(in("_id", ids), JobBson.visible(visibility, UPLOADER)))
        .list()
        .map(
            found ->
                found.stream()
                    .map(FileDocument::toFile)
                    .collect(Collectors.toMap(StoredFile::id, Function.identity())));
  }

  @Override
  public Uni<List<StoredFile>> inDataset(
      String dataset, Visibility visibility, Optional<PagePoint> after, int limit) {
    Bson behind = after.map(MongoFiles::behind).orElseGet(() -> empty());
    return documents
        .find(
            and(eq(DATASET, dataset), JobBson.visible(visibility, UPLOADER), behind),
            Sorts.ascending(JobBson.CREATED_AT, JobBson.ID))
        .range(0, limit - 1)
        .list()
        .map(found -> found.stream().map(FileDocument::toFile).toList());
  }

  private static Bson behind(PagePoint point) {
    return and(
        gte(JobBson.CREATED_AT, point.at()),
        or(gt(JobBson.CREATED_AT, point.at()), gt(JobBson.ID, point.id())));
  }

  @Override
  public Uni<Boolean> move(String id, @Nullable String from, @Nullable String to) {
    return documents
        .mongoCollection()
        .updateOne(
            and(eq(JobBson.ID, id), eq(DATASET, from)),
            to == null ? unset(DATASET) : set(DATASET, to))
        .map(result -> result.getMatchedCount() > 0);
  }

  @Override
  public Publisher<ByteBuffer> content(StoredFile file) {
    return grid.read(BUCKET, new BsonObjectId(new ObjectId(file.id())));
  }
}
