package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.StoredFile;
import org.jspecify.annotations.Nullable;

/** An uploaded file, as a client reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileView(
    String id, String name, String mimeType, long size, String sha256, @Nullable String dataset) {
  static FileView of(StoredFile file) {
    return new FileView(
        file.id(), file.name(), file.mimeType(), file.size(), file.sha256(), file.dataset());
  }
}
