package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.FileLink;
import io.tallyboard.api.domain.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * A file, as a client reads it.
 *
 * @param jobId of the job that made it
 * @param url of a linked file: where its bytes are
 * @param routed of an upload: who runs by it, where that was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileView(
    String id,
    String name,
    String mimeType,
    long size,
    String sha256,
    @Nullable String dataset,
    @Nullable String jobId,
    @Nullable String url,
    @Nullable RoutedView routed) {
  static FileView of(StoredFile file) {
    return of(file, null);
  }

  static FileView of(StoredFile file, @Nullable RoutedView routed) {
    @Nullable FileLink link = file.link();
    return new FileView(
        file.id(),
        file.name(),
        file.mimeType(),
        file.size(),
        file.sha256(),
        file.dataset(),
        file.job(),
        link == null ? null : link.url().toString(),
        routed);
  }
}
