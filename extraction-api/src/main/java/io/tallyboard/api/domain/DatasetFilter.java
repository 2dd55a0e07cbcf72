package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.util.Locale;
import java.util.Optional;

/**
 * Which datasets are wanted.
 *
 * @param text a part of their name, whatever its case, or their whole id
 * @param user the id of who made them
 */
public record DatasetFilter(Optional<String> text, Optional<String> user) {

  public boolean matches(Dataset dataset) {
    return text.map(part -> named(dataset, part)).orElse(true);
  }

  private static boolean named(Dataset dataset, String part) {
    return dataset.id().equals(part)
        || dataset.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** What is to be read for it; empty where nothing of it may be seen. */
  public Optional<Visibility> within(Visibility visibility) {
    Optional<String> only = visibility.onlyUser();
    if (user.isEmpty() || user.equals(only)) {
      return Optional.of(visibility);
    }
    return only.isPresent()
        ? Optional.empty()
        : Optional.of(Visibility.of(VisibilityRule.OWN, new UserRef(user.get(), null)));
  }
}
