package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;

/** Tells a verdict to the log of its job. */
public interface VerdictSink {

  /** Fails where nobody knows whether it was told. */
  Uni<Void> tell(Verdict verdict);
}
