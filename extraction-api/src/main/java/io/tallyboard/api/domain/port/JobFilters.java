package io.tallyboard.api.domain.port;

import io.tallyboard.api.domain.JobFilter;
import java.util.Map;

/** Reads a filter of jobs as it stands in an address, and as it is stored. */
public interface JobFilters {

  /** Fails with {@link io.tallyboard.api.domain.Refused} where it cannot be read. */
  JobFilter read(Map<String, String> words);
}
