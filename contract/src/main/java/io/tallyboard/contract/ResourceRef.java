package io.tallyboard.contract;

import java.util.Objects;

/**
 * What a job works on.
 *
 * @param type {@link #FILE}, {@link #DATASET}, or {@link #UNKNOWN} where only an id was told: a
 *     status update names an id and not its kind
 * @param id the platform's own id, kept as it came; at most {@value #MAX_ID} characters
 */
public record ResourceRef(String type, String id) {
  public static final String FILE = "file";
  public static final String DATASET = "dataset";
  public static final String UNKNOWN = "unknown";

  public static final int MAX_ID = 256;

  public ResourceRef {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  public static ResourceRef file(String id) {
    return new ResourceRef(FILE, id);
  }

  public static ResourceRef unknown(String id) {
    return new ResourceRef(UNKNOWN, id);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
