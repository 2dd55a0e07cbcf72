package io.tallyboard.api.domain.routing;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Rule;

/** Whether an extractor gets a job of an event, and why. */
public sealed interface Verdict {
  ExtractorInfo extractor();

  /** It does, by this rule. */
  record Runs(ExtractorInfo extractor, Rule rule) implements Verdict {}

  /** It does not. */
  record Skipped(ExtractorInfo extractor, Reason reason, String why) implements Verdict {}

  /** Why not. */
  enum Reason {
    NO_RULE,
    DISABLED,
    DISABLED_IN_SPACE,
    PRIVATE
  }
}
