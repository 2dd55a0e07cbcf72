package io.tallyboard.api.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.FileNames;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.FileStore.NewFile;
import io.tallyboard.contract.UserRef;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Moves what was received into the store, a piece at a time in memory. */
@ApplicationScoped
public class Uploads {
  private static final int PIECE = 256 << 10;

  private final FileStore files;
  private final Vertx vertx;
  private final ApiMetrics metrics;

  Uploads(FileStore files, Vertx vertx, ApiMetrics metrics) {
    this.files = files;
    this.vertx = vertx;
    this.metrics = metrics;
  }

  /**
   * Stores a received file.
   *
   * @param received removed by its owner, the server, at the end of the call
   * @param sentType as the client sent it; it is guessed from the name where that says nothing
   * @param dataset the id of what it belongs to
   * @param job the id of the job that made it
   */
  public Uni<StoredFile> store(
      Path received,
      @Nullable String sentName,
      @Nullable String sentType,
      @Nullable String dataset,
      UserRef user,
      @Nullable String job) {
    String name = FileNames.clean(sentName);
    NewFile file = new NewFile(name, FileNames.type(sentType, name), user, dataset, job);
    return reading(received, bytes -> files.store(file, bytes))
        .invoke(stored -> metrics.uploaded(stored.size()));
  }

  /** Opens what was received for as long as it is stored. */
  public <T> Uni<T> reading(Path received, Function<Multi<ByteBuffer>, Uni<T>> storing) {
    return vertx
        .fileSystem()
        .open(received.toString(), new OpenOptions().setRead(true).setWrite(false))
        .chain(
            file ->
                storing
                    .apply(file.setReadBufferSize(PIECE).toMulti().map(Uploads::bytes))
                    .eventually(file::close));
  }

  private static ByteBuffer bytes(Buffer buffer) {
    return ByteBuffer.wrap(buffer.getBytes());
  }
}
