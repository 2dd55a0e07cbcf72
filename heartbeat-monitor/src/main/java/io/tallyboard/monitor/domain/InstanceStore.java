package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instances as they are stored. No write ever moves a time of the past back. */
public interface InstanceStore {

  /** An instance's beats, and the extractor that they are counted for. */
  record Beats(ExtractorName extractor, Heard heard) {}

  /** May be repeated; the same beats told by another replica count once. */
  Uni<Void> add(List<Beats> beats);

  /** All but those that were told to be offline: these change by a beat alone. */
  Uni<List<ExtractorInstance>> notOffline();

  Uni<List<ExtractorInstance>> all();

  Uni<List<ExtractorInstance>> find(Set<InstanceId> ids);

  /** Remembers what was told, unless something else was told meanwhile. */
  Uni<Void> announced(InstanceId id, @Nullable Liveness from, Liveness to);

  /**
   * Removes those that were silent since before then.
   *
   * @param watched whether somebody listened all the time; otherwise only those go that were told to
   *     be offline
   */
  Uni<Long> forgetSilentSince(Instant before, boolean watched);
}
