package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobKey;
import io.tallyboard.api.domain.port.JobKeyStore;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys as their port describes them, without a store. */
final class KeysInMemory implements JobKeyStore {
  private final Map<String, Minted> keys = new LinkedHashMap<>();

  List<String> of(String jobId) {
    return keys.values().stream().filter(k -> k.jobId().equals(jobId)).map(Minted::hash).toList();
  }

  @Override
  public Uni<Void> add(List<Minted> minted) {
    minted.forEach(key -> keys.put(key.hash(), key));
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> forget(Collection<String> hashes) {
    keys.keySet().removeAll(hashes);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Optional<JobKey>> byHash(String hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Optional<String>> latest(String jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Boolean> revoke(String jobId, String why, Instant at) {
    throw new UnsupportedOperationException();
  }
}
