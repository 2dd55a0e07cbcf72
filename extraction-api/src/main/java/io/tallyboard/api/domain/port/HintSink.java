package io.tallyboard.api.domain.port;

import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.JobHint;

/** Is told that something changed: perhaps late, twice, or not at all. Called by any thread; never blocks. */
public interface HintSink {
  void job(JobHint hint);

  void extractor(ExtractorHint hint);
}
