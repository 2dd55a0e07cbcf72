package io.tallyboard.contract.store;

/** Why a job does not run yet. */
public enum WaitReason {
  /** The extractor's queue does not exist on the broker. */
  NO_QUEUE,
  /** Nobody takes jobs from the extractor's queue. */
  NO_CONSUMER,
  /** Others go before it. */
  BEHIND,
  /** A person holds the extractor back. */
  PAUSED,
  /** The broker does not answer, or did not confirm. */
  NO_BROKER
}
