package io.tallyboard.api.domain.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can happen that extractors wait for. Each has the names that Clowder v1 gives it as a routing key,
 * with or without the exchange in front, and as an operation of a {@code process} list.
 */
public enum EventType {
  /** A file has come: its own rules are asked for its type. */
  FILE_CREATED("file.created", "(.+\\.)?file\\.[^.]+\\.[^.]+|file|created"),
  /** A file was put into a dataset. */
  FILE_ADDED("file.added", "(.+\\.)?dataset\\.file\\.added"),
  FILE_REMOVED("file.removed", "(.+\\.)?dataset\\.file\\.removed"),
  /** Several files were put into a dataset at once: one event for all. */
  FILES_ADDED("files.added", "(.+\\.)?dataset\\.files\\.added"),
  METADATA_ADDED(
      "metadata.added", "(.+\\.)?metadata\\.added\\.(file|dataset)|added\\.(file|dataset)"),
  METADATA_REMOVED(
      "metadata.removed", "(.+\\.)?metadata\\.removed\\.(file|dataset)|removed\\.(file|dataset)");

  private final String word;
  private final Pattern aliases;

  EventType(String word, String aliases) {
    this.word = word;
    this.aliases = Pattern.compile(aliases);
  }

  /** As it is written outside. */
  public String word() {
    return word;
  }

  /** By its word or any of Clowder's names, in any case. */
  public static Optional<EventType> of(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(type -> type.word.equals(name))
        .findFirst()
        .or(
            () ->
                // Those that name more first: a file's key would fit some of theirs too.
                Arrays.stream(values())
                    .sorted((a, b) -> Boolean.compare(a == FILE_CREATED, b == FILE_CREATED))
                    .filter(type -> type.aliases.matcher(name).matches())
                    .findFirst());
  }

  /** All of them, for people. */
  public static String words() {
    return Arrays.stream(values()).map(EventType::word).collect(Collectors.joining(", "));
  }

  public boolean isOfMetadata() {
    return this == METADATA_ADDED || this == METADATA_REMOVED;
  }

  /** Whether somebody handed in a file by it. */
  public boolean isUpload() {
    return this == FILE_CREATED || this == FILE_ADDED || this == FILES_ADDED;
  }
}
