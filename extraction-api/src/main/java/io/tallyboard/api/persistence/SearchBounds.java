package io.tallyboard.api.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How much one call may look at, so that none costs more, however many jobs there are.
 *
 * @param windows how many jobs are looked through, in one go after the other
 * @param few how many durations are sorted here
 * @param batch of submissions that are read at once
 * @param submissions how many are looked through
 */
record SearchBounds(List<Integer> windows, int few, int batch, int submissions) {
  SearchBounds {
    windows = List.copyOf(windows);
  }

  /** Most pages are full after a short look. */
  static SearchBounds usual() {
    return new SearchBounds(List.of(1_000, 19_000), 5_000, 200, 5_000);
  }

  int window() {
    return windows.stream().mapToInt(jobs -> jobs).sum();
  }

  /** For injection. */
  @Singleton
  static final class Usual {
    @Produces
    @Singleton
    SearchBounds bounds() {
      return usual();
    }
  }
}
