package io.tallyboard.api.persistence;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import java.net.URI;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored file's record; its bytes are in GridFS under the same id, or where its link says.
 *
 * @param id an ObjectId in hexadecimal
 */
@MongoEntity(collection = Collections.FILES)
public record FileDocument(
    @BsonId String id,
    String name,
    String mimeType,
    long size,
    String sha256,
    UserRef uploadedBy,
    Instant createdAt,
    @Nullable String dataset,
    @Nullable String job,
    @Nullable Link link) {

  /** Where the bytes are; the key is encrypted. */
  public record Link(String url, @Nullable String header, @Nullable String sealedKey) {
    static Link of(FileLink link) {
      return new Link(link.url().toString(), link.header(), link.sealedKey());
    }

    FileLink toLink() {
      return new FileLink(URI.create(url), header, sealedKey);
    }
  }

  StoredFile toFile() {
    return new StoredFile(
        id,
        name,
        mimeType,
        size,
        sha256,
        uploadedBy,
        createdAt,
        dataset,
        job,
        link == null ? null : link.toLink());
  }
}
