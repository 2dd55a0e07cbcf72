package io.tallyboard.api.persistence;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A dataset's record. Which files are in it, they say themselves.
 *
 * @param id an ObjectId in hexadecimal
 */
@MongoEntity(collection = Collections.DATASETS)
public record DatasetDocument(
    @BsonId String id,
    String name,
    @Nullable String description,
    @Nullable String space,
    UserRef createdBy,
    Instant createdAt,
    @Nullable String job) {

  Dataset toDataset() {
    return new Dataset(id, name, description, space, createdBy, createdAt, job, true);
  }
}
