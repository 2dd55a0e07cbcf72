package io.tallyboard.api.rest.clowder;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Submission;
import java.util.Optional;
import java.util.function.Function;

/** Somebody with an API key. */
record ByCaller(Caller caller, Visibility visibility) implements Visitor {
  @Override
  public Optional<Submission> job() {
    return Optional.empty();
  }

  @Override
  public UserRef user() {
    return caller.user();
  }

  @Override
  public <T> T either(Function<ByCaller, T> ifCaller, Function<ByJob, T> ifJob) {
    return ifCaller.apply(this);
  }
}
