package io.tallyboard.monitor.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.Rejection;

/** Every type that is written as JSON or BSON, for the native build. */
@RegisterForReflection(
    targets = {
      ExtractorHint.class,
      ExtractorInfo.class,
      ExtractorInfo.Revision.class,
      ExtractorInfo.Rule.class,
      ExtractorInstance.class,
      Liveness.class,
      Rejection.class,
    })
final class Reflection {
  private Reflection() {}
}
