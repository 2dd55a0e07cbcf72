package io.tallyboard.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One measurement.
 *
 * @param part {@code a} the floor, {@code a-id} the floor without an index, {@code b} job-tracker, {@code c-floor} and {@code c} the same with
 *     much stored
 * @param jvm {@code cold}: just started; {@code warm}: after other updates of the same kind
 * @param threads of the floor; 0 for job-tracker, which has its own
 * @param indexes on the extractions, the one on their ids included
 * @param stored extractions that were there before
 * @param documentBytes the mean size of the stored extractions
 */
record Result(
    String part,
    Order order,
    String jvm,
    int threads,
    int indexes,
    long stored,
    int updates,
    double seconds,
    long documentBytes,
    Map<String, Cost> costs) {

  @JsonProperty
  double perSecond() {
    return updates / seconds;
  }
}
