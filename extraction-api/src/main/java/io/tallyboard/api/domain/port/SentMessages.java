package io.tallyboard.api.domain.port;

import io.tallyboard.contract.store.Submission;

/** Job messages, to be looked at. */
public interface SentMessages {

  /** As JSON, as it was sent but for the secrets in it. */
  String masked(Submission submission);
}
