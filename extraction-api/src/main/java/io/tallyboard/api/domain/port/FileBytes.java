package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Publisher;

/** The bytes of files, wherever they are. */
public interface FileBytes {

  /** Fails with {@link io.tallyboard.api.domain.Refused} where they cannot be had now. */
  Uni<Opened> open(StoredFile file);

  /**
   * What is read as fast as it is asked for; once, and to its end or cancelled.
   *
   * @param size empty where it is not known before
   */
  record Opened(StoredFile file, OptionalLong size, Publisher<ByteBuffer> bytes) {}
}
