package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;

/** What the store needs before it can serve: indexes. Repeating it does no harm. */
public interface StorePreparation {
  Uni<Void> prepare();
}
