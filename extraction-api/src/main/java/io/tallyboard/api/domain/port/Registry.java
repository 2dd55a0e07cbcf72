package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The extractors that heartbeat-monitor writes. */
public interface Registry {
  Uni<Optional<ExtractorInfo>> byName(String name);

  Uni<List<ExtractorInfo>> all(int limit);

  /** Those heard since then, the last heard first. */
  Uni<List<ExtractorInstance>> instances(Instant since, int limit);

  /**
   * How long beats were listened for. To be read before the instances: every beat until its end is
   * stored by then.
   */
  Uni<Watched> watched();

  /** The versions of those of the names that are known, by name. */
  Uni<Map<String, String>> versions(Collection<String> names);
}
