package io.tallyboard.api.domain;

/** Whose jobs a viewer or a submitter sees. */
public enum VisibilityRule {
  EVERYONE,
  /** Their own only. */
  OWN
}
