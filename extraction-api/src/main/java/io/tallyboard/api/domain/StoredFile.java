package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded to us, or that we fetch from elsewhere when somebody reads it.
 *
 * @param size of a linked file: when it was noted
 * @param sha256 of its bytes, in hexadecimal; of a linked file: when it was noted
 * @param dataset the id of what it belongs to; null where it belongs to none
 * @param job the id of the job that made it; null where a person uploaded it
 * @param link where its bytes are; null where they are here
 */
public record StoredFile(
    String id,
    String name,
    String mimeType,
    long size,
    String sha256,
    UserRef uploadedBy,
    Instant createdAt,
    @Nullable String dataset,
    @Nullable String job,
    @Nullable FileLink link) {
  /** The same file in another dataset, or in none. */
  public StoredFile withDataset(@Nullable String other) {
    return new StoredFile(
        id, name, mimeType, size, sha256, uploadedBy, createdAt, other, job, link);
  }

  public boolean in(String other) {
    return other.equals(dataset);
  }
}
