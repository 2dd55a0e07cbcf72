package io.tallyboard.tracker;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.TrackerReplica;
import io.tallyboard.contract.store.Trouble;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.contract.wire.Replay;

/** What this service reads and writes by reflection, for the native image. */
@RegisterForReflection(
    targets = {
      Attempt.class,
      AttemptState.class,
      Cause.class,
      ControlUpdate.class,
      Event.class,
      Extraction.class,
      FoldMemory.class,
      FoldMemory.Opening.class,
      FoldMemory.RunMemory.class,
      Folded.class,
      How.class,
      Identity.class,
      Job.class,
      JobHint.class,
      JobState.class,
      Lane.class,
      Lane.Run.class,
      Mark.class,
      Place.class,
      Precision.class,
      QueueKind.class,
      QueueLease.class,
      QueuePosition.class,
      QueuePosition.Gap.class,
      RejectedUpdate.class,
      Rejection.class,
      Replay.class,
      RemovedJob.class,
      Request.class,
      ResourceRef.class,
      Source.class,
      Span.class,
      TrackerReplica.class,
      Trouble.class,
      UpdateQueue.class,
      UserRef.class
    })
final class Reflection {
  private Reflection() {}
}
