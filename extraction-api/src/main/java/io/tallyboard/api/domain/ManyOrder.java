package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One extractor wanted for many things.
 *
 * @param parameters a JSON object as text
 * @param priority 0 to 9: 9 goes first
 */
public record ManyOrder(
    List<Asked> targets, String extractor, String parameters, UserRef user, int priority) {
  public static final int MOST = 10_000;

  public ManyOrder {
    targets = List.copyOf(targets);
  }

  /** What to work on, as it was sent: each is looked at by itself. */
  public record Asked(@Nullable String type, @Nullable String id) {

    /** What is wrong with its form, by a pointer into it. */
    public Optional<Fault> fault() {
      if (!ResourceRef.FILE.equals(type) && !ResourceRef.DATASET.equals(type)) {
        return Optional.of(new Fault("/type", "file or dataset is expected."));
      }
      if (id == null || id.isBlank()) {
        return Optional.of(new Fault("/id", "An id is expected."));
      }
      if (id.length() > ResourceRef.MAX_ID) {
        return Optional.of(
            new Fault("/id", "An id has at most %d characters.".formatted(ResourceRef.MAX_ID)));
      }
      return id.chars().anyMatch(c -> c < 0x20 || c == 0x7f)
          ? Optional.of(new Fault("/id", "An id has no control characters."))
          : Optional.empty();
    }

    public Optional<ResourceRef> toRef() {
      return type == null || id == null || fault().isPresent()
          ? Optional.empty()
          : Optional.of(new ResourceRef(type, id));
    }
  }
}
