package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;

/** The files that were uploaded to us. */
public interface FileStore {

  /** Durable, with size and digest, when it completes; nothing is left of it if it fails. */
  Uni<StoredFile> store(NewFile file, Publisher<ByteBuffer> bytes);

  /**
   * What is known of a file before its bytes are read.
   *
   * @param dataset what it belongs to; null where it belongs to none
   */
  record NewFile(String name, String mimeType, UserRef uploadedBy, @Nullable String dataset) {}

  Uni<Optional<StoredFile>> byId(String id, Visibility visibility);

  /** Read as fast as it is asked for. */
  Publisher<ByteBuffer> content(StoredFile file);
}
