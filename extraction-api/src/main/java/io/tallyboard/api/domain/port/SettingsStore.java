package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ExtractorSettings;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What operators decided about extractors. */
public interface SettingsStore {

  /** The standard ones where nothing was decided. */
  Uni<ExtractorSettings> byName(String extractor);

  /** Of those about which something was decided, by name. */
  Uni<Map<String, ExtractorSettings>> all();

  /**
   * Changes them in one step.
   *
   * @param change may be asked more than once, where others change them at the same time; its failure
   *     is the answer's
   * @return as they are now
   */
  Uni<ExtractorSettings> change(String extractor, UnaryOperator<ExtractorSettings> change);
}
