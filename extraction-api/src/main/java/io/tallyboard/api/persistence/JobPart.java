package io.tallyboard.api.persistence;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a condition of a filter is about. Maps by it ask for all of its values by reflection. */
@RegisterForReflection
enum JobPart {
  IDS,
  RESOURCE,
  DATASET,
  EXTRACTOR,
  VERSION,
  USER,
  HOW,
  STATE,
  IDENTITY,
  ATTEMPTS,
  TROUBLE,
  TEXT,
  CREATED,
  FINISHED,
  ELAPSED,
  WAITING
}
