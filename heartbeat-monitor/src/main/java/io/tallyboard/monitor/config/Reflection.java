package io.tallyboard.monitor.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.Rejection;

/** Every type that is written as JSON or BSON, for the native build. */
@RegisterForReflection(
    targets = {
      ControlUpdate.class,
      Event.class,
      ExtractorHint.class,
      ExtractorInfo.class,
      ExtractorInfo.Revision.class,
      ExtractorInfo.Rule.class,
      ExtractorInstance.class,
      How.class,
      Liveness.class,
      Rejection.class,
      Request.class,
      ResourceRef.class,
      Source.class,
      UpdateQueue.class,
      UserRef.class,
      Watched.class,
      QueueKind.class,
    })
final class Reflection {
  private Reflection() {}
}
