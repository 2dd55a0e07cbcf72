package io.tallyboard.api.domain.routing;

/**
 * Something that happened, as the rules see it: what kind of rule is asked, and the two words that its
 * pattern must fit.
 *
 * @param trigger {@code file}, {@code dataset} or {@code metadata}
 */
public record Occurrence(String trigger, String first, String second) {
  public static final String FILE = "file";
  public static final String DATASET = "dataset";
  public static final String METADATA = "metadata";

  private static final String ADDED = "added";
  private static final String REMOVED = "removed";

  /** A file of this type has come. */
  public static Occurrence created(MimeType type) {
    return new Occurrence(FILE, type.type(), type.subtype());
  }

  public static Occurrence inDataset(EventType type) {
    return switch (type) {
      case FILE_ADDED -> new Occurrence(DATASET, FILE, ADDED);
      case FILE_REMOVED -> new Occurrence(DATASET, FILE, REMOVED);
      case FILES_ADDED -> new Occurrence(DATASET, "files", ADDED);
      case FILE_CREATED, METADATA_ADDED, METADATA_REMOVED ->
          throw new IllegalArgumentException(type + " does not happen to a dataset");
    };
  }

  /**
   * Metadata was added to or removed from something.
   *
   * @param target {@link #FILE} or {@link #DATASET}
   */
  public static Occurrence ofMetadata(EventType type, String target) {
    return switch (type) {
      case METADATA_ADDED -> new Occurrence(METADATA, ADDED, target);
      case METADATA_REMOVED -> new Occurrence(METADATA, REMOVED, target);
      case FILE_CREATED, FILE_ADDED, FILE_REMOVED, FILES_ADDED ->
          throw new IllegalArgumentException(type + " does not happen to metadata");
    };
  }

  /** As a rule for just this would be written. */
  public String operation() {
    return first + (trigger.equals(FILE) ? "/" : ".") + second;
  }
}
