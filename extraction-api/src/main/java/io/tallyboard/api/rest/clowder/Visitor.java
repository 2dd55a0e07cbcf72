package io.tallyboard.api.rest.clowder;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Submission;
import java.util.Optional;
import java.util.function.Function;

/** Who makes a call in Clowder's words. */
sealed interface Visitor permits Visitors.ByCaller, Visitors.ByJob {

  /** The job whose key was shown; empty for an API key. */
  Optional<Submission> job();

  /** On whose behalf. */
  UserRef user();

  <T> T either(Function<Visitors.ByCaller, T> ifCaller, Function<Visitors.ByJob, T> ifJob);
}
