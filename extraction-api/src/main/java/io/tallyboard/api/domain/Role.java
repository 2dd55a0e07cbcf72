package io.tallyboard.api.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do: each role may do all that those before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Uploads files and submits jobs. */
  SUBMITTER,
  /** Sees everybody's jobs and acts on them. */
  OPERATOR,
  /** Hands out keys. */
  ADMIN;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it is written outside. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
