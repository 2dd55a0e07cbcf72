package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteTally;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;

/** Files in GridFS, a chunk at a time in memory. */
@ApplicationScoped
class MongoFiles implements FileStore {
  private static final Logger LOG = Logger.getLogger(MongoFiles.class);

  /** Its collections are {@code content.files} and {@code content.chunks}. */
  private static final String BUCKET = "content";

  private final Store store;
  private final FileDocuments documents;
  private final InstantSource clock;

  MongoFiles(Store store, FileDocuments documents, InstantSource clock) {
    this.store = store;
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public Uni<StoredFile> store(NewFile file, Publisher<ByteBuffer> bytes) {
    ObjectId id = new ObjectId();
    ByteTally tally = new ByteTally();
    Multi<ByteBuffer> counted = Multi.createFrom().publisher(bytes).invoke(tally::add);
    Uni<Void> upload =
        Uni.createFrom()
            .publisher(
                FlowAdapters.toFlowPublisher(
                    bucket()
                        .uploadFromPublisher(
                            new BsonObjectId(id), file.name(), FlowAdapters.toPublisher(counted))));
    return onCallersContext(upload)
        .chain(
            () -> {
              FileDocument document =
                  new FileDocument(
                      id.toHexString(),
                      file.name(),
                      file.mimeType(),
                      tally.size(),
                      tally.sha256(),
                      file.uploadedBy(),
                      clock.instant().truncatedTo(ChronoUnit.MILLIS),
                      file.dataset());
              return documents.persist(document).map(FileDocument::toFile);
            })
        .onFailure()
        .call(() -> discard(id));
  }

  private Uni<Void> discard(ObjectId id) {
    Uni<Void> deleted =
        Uni.createFrom().publisher(FlowAdapters.toFlowPublisher(bucket().delete(id)));
    return deleted
        .onFailure()
        .invoke(e -> LOG.debugf("nothing of %s was stored: %s", id.toHexString(), e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  @Override
  public Uni<Optional<StoredFile>> byId(String id, Visibility visibility) {
    return documents
        .find(and(eq("_id", id), JobBson.visible(visibility, "uploadedBy.id")))
        .firstResult()
        .map(found -> Optional.ofNullable(found).map(FileDocument::toFile));
  }

  @Override
  public Publisher<ByteBuffer> content(StoredFile file) {
    return FlowAdapters.toFlowPublisher(bucket().downloadToPublisher(new ObjectId(file.id())));
  }

  private GridFSBucket bucket() {
    return store.bucket(BUCKET);
  }

  /** The driver answers on threads of its own. */
  private static <T> Uni<T> onCallersContext(Uni<T> uni) {
    @Nullable Context context = Vertx.currentContext();
    return context == null ? uni : uni.emitOn(command -> context.runOnContext(x -> command.run()));
  }
}
