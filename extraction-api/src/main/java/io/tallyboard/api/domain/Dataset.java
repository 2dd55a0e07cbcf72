package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Files that belong together.
 *
 * @param space what it is part of, by id
 * @param job the id of the job that made it; null where a person did
 * @param named whether somebody made it: a dataset that files alone name has their name for it, and the
 *     uploader and time of the oldest of them
 */
public record Dataset(
    String id,
    String name,
    @Nullable String description,
    @Nullable String space,
    UserRef createdBy,
    Instant createdAt,
    @Nullable String job,
    boolean named) {

  /** The same, as somebody else's. */
  public Dataset of(UserRef owner) {
    return new Dataset(id, name, description, space, owner, createdAt, job, named);
  }

  /** The dataset that a file was said to be in, before anybody made one. */
  public static Dataset ofFile(String id, StoredFile oldest) {
    return new Dataset(id, id, null, null, oldest.uploadedBy(), oldest.createdAt(), null, false);
  }
}
