package io.tallyboard.api.domain;

import io.tallyboard.api.domain.routing.EventType;
import io.tallyboard.api.domain.routing.MimeType;
import io.tallyboard.contract.UserRef;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened, as it was told.
 *
 * @param files what it happened to, or what was put into or taken out of the dataset
 * @param mimeType of the files, where it was told
 * @param space where it happened; otherwise the dataset tells
 * @param user who caused it
 */
public record EventOrder(
    EventType type,
    List<String> files,
    Optional<String> dataset,
    Optional<MimeType> mimeType,
    Optional<String> space,
    UserRef user) {
  public static final int MOST_FILES = 1_000;
  public static final int MOST_JOBS = 10_000;

  public EventOrder {
    files = List.copyOf(files);
  }
}
