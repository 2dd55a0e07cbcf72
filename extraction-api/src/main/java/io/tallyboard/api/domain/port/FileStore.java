package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteTally;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;

/** The files that were uploaded to us. */
public interface FileStore {

  /** Durable, with size and digest, when it completes; nothing is left of it if it fails. */
  Uni<StoredFile> store(NewFile file, Publisher<ByteBuffer> bytes);

  /**
   * Notes a file whose bytes stay where they are.
   *
   * @param seen all of them, as they are now
   */
  Uni<StoredFile> link(NewFile file, ByteTally seen, FileLink link);

  /**
   * What is known of a file before its bytes are read.
   *
   * @param dataset what it belongs to; null where it belongs to none
   * @param job the id of the job that made it; null where a person uploads it
   */
  record NewFile(
      String name,
      String mimeType,
      UserRef uploadedBy,
      @Nullable String dataset,
      @Nullable String job) {}

  Uni<Optional<StoredFile>> byId(String id, Visibility visibility);

  /** Those of the ids that are there and may be seen. */
  Uni<Map<String, StoredFile>> byIds(Collection<String> ids, Visibility visibility);

  /** Those of a dataset, in the order they came. */
  Uni<List<StoredFile>> inDataset(
      String dataset, Visibility visibility, Optional<PagePoint> after, int limit);

  /**
   * Puts a file into a dataset, or takes it out.
   *
   * @param from what it belongs to now, as it was read; null where it belongs to none
   * @return whether it still did
   */
  Uni<Boolean> move(String id, @Nullable String from, @Nullable String to);

  /** Of an uploaded file, read as fast as it is asked for. */
  Publisher<ByteBuffer> content(StoredFile file);
}
