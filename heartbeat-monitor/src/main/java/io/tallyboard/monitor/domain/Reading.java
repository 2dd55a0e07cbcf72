package io.tallyboard.monitor.domain;

/** What could be made of a message on the heartbeats' exchange. */
public sealed interface Reading {

  record Usable(Beat beat) implements Reading {}

  /** Kept as far as it goes, and handed in as well. */
  record Partial(Beat beat, Refusal refusal) implements Reading {}

  record Unusable(Refusal refusal) implements Reading {}

  /**
   * Why not.
   *
   * @param detail one sentence, for a person; nothing of the body
   */
  record Refusal(Reason reason, String detail) {}
}
