package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.KeyUse;
import java.util.Collection;
import java.util.Map;

/** How jobs' keys were used. What replicas counted is written about a second later. */
public interface KeyUses {

  /** Of those of the jobs whose keys were shown at all. */
  Uni<Map<String, KeyUse>> of(Collection<String> jobIds);

  /** Adds to what is stored. */
  Uni<Void> add(Map<String, KeyUse> more);
}
