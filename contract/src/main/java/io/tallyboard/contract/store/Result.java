package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a job produced and handed in while it ran.
 *
 * @param jobId of the job whose key was used
 * @param kind one of the words below
 * @param content JSON as text: its keys are the extractor's
 * @param bytes of what is more than JSON; they are kept apart, under the result's id
 */
public record Result(
    @BsonId String id,
    @Nullable String jobId,
    ResourceRef resource,
    @Nullable String extractor,
    String kind,
    @Nullable String content,
    Instant createdAt,
    @Nullable Bytes bytes) {
  public static final String METADATA = "metadata";

  /** Something to look at; {@code content} is what was said of it. Until its bytes came, it is none. */
  public static final String PREVIEW = "preview";

  /** A small picture. */
  public static final String THUMBNAIL = "thumbnail";

  /** {@code content} is an array of texts. */
  public static final String TAGS = "tags";

  /** A file or a dataset that the job made; {@code content} names it. */
  public static final String OUTPUT = "output";

  public Result(
      String id,
      @Nullable String jobId,
      ResourceRef resource,
      @Nullable String extractor,
      String kind,
      @Nullable String content,
      Instant createdAt) {
    this(id, jobId, resource, extractor, kind, content, createdAt, null);
  }

  /**
   * What is known of the bytes.
   *
   * @param sha256 in hexadecimal
   */
  public record Bytes(String name, String mimeType, long size, String sha256) {}

  /** Whether it was announced, and what it is made of has not come yet. */
  public boolean awaited() {
    return bytes == null && (kind.equals(PREVIEW) || kind.equals(THUMBNAIL));
  }

  public Result withContent(String other) {
    return new Result(id, jobId, resource, extractor, kind, other, createdAt, bytes);
  }

  public Result withBytes(Bytes other) {
    return new Result(id, jobId, resource, extractor, kind, content, createdAt, other);
  }
}
