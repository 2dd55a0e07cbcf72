package io.tallyboard.contract.store;

/** How a job got its id: it came with the messages, or was inferred from their order. */
public enum Identity {
  GIVEN,
  INFERRED
}
