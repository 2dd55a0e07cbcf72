package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteTally;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Publisher;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.Binary;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;

/** Bytes in GridFS, a chunk at a time in memory. */
@ApplicationScoped
class GridBytes {
  private static final Logger LOG = Logger.getLogger(GridBytes.class);

  private final Store store;

  GridBytes(Store store) {
    this.store = store;
  }

  /** Durable when it completes; nothing is left if it fails. */
  Uni<ByteTally> write(String bucket, BsonValue id, String name, Publisher<ByteBuffer> bytes) {
    ByteTally tally = new ByteTally();
    Multi<ByteBuffer> counted = Multi.createFrom().publisher(bytes).invoke(tally::add);
    Uni<Void> upload =
        Uni.createFrom()
            .publisher(
                FlowAdapters.toFlowPublisher(
                    bucket(bucket)
                        .uploadFromPublisher(id, name, FlowAdapters.toPublisher(counted))));
    return onCallersContext(upload).replaceWith(tally).onFailure().call(() -> discard(bucket, id));
  }

  Uni<Void> discard(String bucket, BsonValue id) {
    Uni<Void> deleted =
        Uni.createFrom().publisher(FlowAdapters.toFlowPublisher(bucket(bucket).delete(id)));
    return deleted
        .onFailure()
        .invoke(e -> LOG.debugf("nothing of %s was stored: %s", id, e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  Publisher<ByteBuffer> read(String bucket, BsonValue id) {
    return FlowAdapters.toFlowPublisher(bucket(bucket).downloadToPublisher(id));
  }

  /** A part: from one byte to another, both included. Only its own chunks are read. */
  Publisher<ByteBuffer> read(String bucket, BsonValue id, long from, long to) {
    int size = bucket(bucket).getChunkSizeBytes();
    return store
        .documents(bucket + ".chunks")
        .find(
            new FindOptions()
                .filter(and(eq("files_id", id), gte("n", from / size), lte("n", to / size)))
                .sort(Sorts.ascending("n")))
        .map(chunk -> part(chunk, size, from, to));
  }

  private static ByteBuffer part(Document chunk, int size, long from, long to) {
    byte[] data = chunk.get("data", Binary.class).getData();
    long start = chunk.get("n", Number.class).longValue() * size;
    int first = (int) Math.max(0, from - start);
    int last = (int) Math.min(data.length - 1L, to - start);
    return ByteBuffer.wrap(data, first, last - first + 1);
  }

  private GridFSBucket bucket(String name) {
    return store.bucket(name);
  }

  /** The driver answers on threads of its own. */
  private static <T> Uni<T> onCallersContext(Uni<T> uni) {
    @Nullable Context context = Vertx.currentContext();
    return context == null ? uni : uni.emitOn(command -> context.runOnContext(x -> command.run()));
  }
}
