package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteRange;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;

/** What jobs handed in. Whoever asks has made sure that the job or resource may be seen. */
public interface Results {
  Uni<Void> add(Result result);

  /**
   * Keeps a result with its bytes.
   *
   * @return it with their size and digest; nothing is left of it if it fails
   */
  Uni<Result> add(Result result, String name, String mimeType, Publisher<ByteBuffer> bytes);

  /** Empty where it was announced and its bytes have not come. */
  Uni<Optional<Result>> byId(String id);

  /** One whose bytes have not come; empty where there is none, or they have. */
  Uni<Optional<Result>> awaited(String id);

  /** What it is a result on, where that came out later. */
  Uni<Void> attach(String id, ResourceRef resource);

  /** What was said of it later. */
  Uni<Void> describe(String id, String content);

  /** From one byte to another, both included; read as fast as it is asked for. */
  Publisher<ByteBuffer> bytes(Result result, ByteRange range);

  /** In the order they came. */
  Uni<List<Result>> ofJob(String jobId, int limit);

  /** In the order they came. */
  Uni<List<Result>> ofResource(ResourceRef resource, int limit);

  /** The newest first, whatever of its kinds the resource is of. */
  Uni<List<Result>> latestOf(ResourceRef resource, int limit);
}
