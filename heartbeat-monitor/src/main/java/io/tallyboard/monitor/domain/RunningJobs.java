package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The jobs that are said to run, as job-tracker writes them. Read in this order. */
public interface RunningJobs {

  /** Up to when what was said in each log is known: what is read after this knows it too. */
  Uni<Map<String, Instant>> read();

  /** Those with an id of their own, of which the queue is known that they were taken from. */
  Uni<List<PlacedJob>> now();
}
