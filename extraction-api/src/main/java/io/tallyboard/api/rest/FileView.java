package io.tallyboard.api.rest;

import io.tallyboard.api.domain.StoredFile;

/** An uploaded file, as a client reads it. */
public record FileView(String id, String name, String mimeType, long size, String sha256) {
  static FileView of(StoredFile file) {
    return new FileView(file.id(), file.name(), file.mimeType(), file.size(), file.sha256());
  }
}
