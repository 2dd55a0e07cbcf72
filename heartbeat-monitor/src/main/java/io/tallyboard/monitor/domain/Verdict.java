package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.Event;

/**
 * What is to be told of a running job.
 *
 * @param kind STALLED, SUSPECT or LOST
 * @param evidence in a sentence
 * @param mayReturn of a lost one: whether the broker still holds messages for its extractor
 */
public record Verdict(PlacedJob placed, Event kind, String evidence, boolean mayReturn) {

  /** The same fact has the same id, whoever tells it. */
  public String controlId() {
    return placed.job().controlId(kind);
  }
}
