package io.tallyboard.api.config;

/** Makes an id that nobody else has. Safe for use by many threads. */
@FunctionalInterface
public interface JobIds {
  String next();
}
