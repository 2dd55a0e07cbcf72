package io.tallyboard.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.Level;
import io.tallyboard.api.domain.RecentRuns;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.persistence.FileDocument;
import io.tallyboard.api.persistence.KeyDocument;
import io.tallyboard.api.persistence.RejectedDocument;
import io.tallyboard.api.rest.EventPage;
import io.tallyboard.api.rest.EventView;
import io.tallyboard.api.rest.ExtractorList;
import io.tallyboard.api.rest.ExtractorPage;
import io.tallyboard.api.rest.ExtractorView;
import io.tallyboard.api.rest.FileView;
import io.tallyboard.api.rest.ForeignQueueRequest;
import io.tallyboard.api.rest.JobCountsView;
import io.tallyboard.api.rest.JobPage;
import io.tallyboard.api.rest.JobRequest;
import io.tallyboard.api.rest.JobView;
import io.tallyboard.api.rest.KeyRequest;
import io.tallyboard.api.rest.KeyView;
import io.tallyboard.api.rest.OverviewView;
import io.tallyboard.api.rest.RejectedView;
import io.tallyboard.api.rest.ReplayRequest;
import io.tallyboard.api.rest.ResultList;
import io.tallyboard.api.rest.RollupView;
import io.tallyboard.api.rest.StreamView;
import io.tallyboard.api.rest.UpdateQueueView;
import io.tallyboard.api.rest.WhoAmI;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.api.rest.clowder.Posted;
import io.tallyboard.api.rest.clowder.V1Files;
import io.tallyboard.api.rest.clowder.V2Files;
import io.tallyboard.api.rest.problem.Problem;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.Trouble;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.contract.wire.JobMessage;
import io.tallyboard.contract.wire.Replay;

/**
 * All that codecs reach by reflection, which a native image must be told of: what is stored, sent and
 * answered. A test finds what is missing.
 */
@RegisterForReflection(
    targets = {
      // Stored
      Attempt.class,
      AttemptState.class,
      Cause.class,
      Event.class,
      Extraction.class,
      ExtractorInfo.class,
      ExtractorInfo.Revision.class,
      ExtractorInfo.Rule.class,
      ExtractorInstance.class,
      FoldMemory.class,
      FoldMemory.Opening.class,
      FoldMemory.RunMemory.class,
      Folded.class,
      How.class,
      Identity.class,
      Job.class,
      JobState.class,
      Liveness.class,
      Mark.class,
      Place.class,
      Precision.class,
      QueueKind.class,
      QueuePosition.class,
      QueuePosition.Gap.class,
      RejectedDocument.class,
      RejectedUpdate.class,
      Request.class,
      ResourceRef.class,
      Result.class,
      Source.class,
      Span.class,
      Submission.class,
      SubmissionState.class,
      Trouble.class,
      UpdateQueue.class,
      UserRef.class,
      ApiKey.Kind.class,
      Role.class,
      Facet.class,
      FileDocument.class,
      KeyDocument.class,
      // Sent
      ControlUpdate.class,
      ExtractorHint.class,
      JobHint.class,
      JobMessage.class,
      JobMessage.Id.class,
      JobMessage.Source.class,
      Replay.class,
      // Asked and answered
      EventPage.class,
      EventView.class,
      EventPage.SearchedEvents.class,
      Level.class,
      ExtractorList.class,
      ExtractorPage.class,
      ExtractorPage.RecentView.class,
      ExtractorView.class,
      ExtractorView.InstanceView.class,
      ExtractorView.QueueStateView.class,
      RecentRuns.Spread.class,
      FileView.class,
      JobCountsView.class,
      JobCountsView.Counted.class,
      JobPage.class,
      JobPage.SearchedView.class,
      JobRequest.class,
      JobRequest.Target.class,
      JobView.class,
      JobView.ResourceView.class,
      ForeignQueueRequest.class,
      KeyRequest.class,
      KeyRequest.User.class,
      KeyView.class,
      KeyView.KeyPage.class,
      OverviewView.class,
      RollupView.class,
      RollupView.RolledFile.class,
      RollupView.RolledJob.class,
      OverviewView.ExtractorRunsView.class,
      OverviewView.JobRunView.class,
      Posted.class,
      Problem.class,
      Problem.Fault.class,
      RejectedView.class,
      RejectedView.RejectedCounts.class,
      RejectedView.RejectedPage.class,
      RejectedView.ReplayAsked.class,
      RejectedView.ReplaysAsked.class,
      ReplayRequest.class,
      ResultList.class,
      ResultList.ResultView.class,
      StreamView.Hello.class,
      StreamView.Notice.class,
      UpdateQueueView.class,
      UpdateQueueView.GapView.class,
      UpdateQueueView.UpdateQueueList.class,
      V1Files.Agent.class,
      V1Files.Document.class,
      V1Files.Summary.class,
      V2Files.Agent.class,
      V2Files.ContentType.class,
      V2Files.Document.class,
      V2Files.Listener.class,
      V2Files.Summary.class,
      WhoAmI.CallerView.class,
      // Read by the filter that enforces roles
      Needs.class
    })
final class SerialisedTypes {
  private SerialisedTypes() {}
}
