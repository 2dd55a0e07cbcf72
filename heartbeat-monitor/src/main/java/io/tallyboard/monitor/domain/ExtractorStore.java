package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry as it is stored. Each write is conditional on what was read. */
public interface ExtractorStore {

  Uni<Map<ExtractorName, ExtractorInfo>> find(Set<ExtractorName> names);

  /** Which extractor takes its jobs from each of these queues, of those that are known. */
  Uni<Map<String, ExtractorName>> named(Set<String> queues);

  /**
   * Writes entries whose record version is one above the stored one.
   *
   * @return whether all were written; if not, another writer was there first: read again
   */
  Uni<Boolean> write(List<ExtractorInfo> entries);
}
