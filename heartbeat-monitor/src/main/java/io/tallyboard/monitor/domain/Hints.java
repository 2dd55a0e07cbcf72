package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.wire.ExtractorHint;

/** Tells whoever listens. */
public interface Hints {
  Uni<Void> tell(ExtractorHint hint);
}
