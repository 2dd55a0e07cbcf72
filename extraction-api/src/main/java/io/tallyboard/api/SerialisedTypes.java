package io.tallyboard.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.CancelEffect;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.Level;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.RecentRuns;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.routing.Verdict;
import io.tallyboard.api.persistence.AuditDocument;
import io.tallyboard.api.persistence.DatasetDocument;
import io.tallyboard.api.persistence.ErrorMessageDocument;
import io.tallyboard.api.persistence.FileDocument;
import io.tallyboard.api.persistence.FollowUpDocument;
import io.tallyboard.api.persistence.KeyDocument;
import io.tallyboard.api.persistence.ManyActDocument;
import io.tallyboard.api.persistence.RejectedDocument;
import io.tallyboard.api.persistence.RequestKeyDocument;
import io.tallyboard.api.persistence.SettingsDocument;
import io.tallyboard.api.rest.ActionView;
import io.tallyboard.api.rest.AuditView;
import io.tallyboard.api.rest.CancelView;
import io.tallyboard.api.rest.DatasetRequest;
import io.tallyboard.api.rest.DatasetView;
import io.tallyboard.api.rest.ErrorMessageRequest;
import io.tallyboard.api.rest.ErrorMessageView;
import io.tallyboard.api.rest.ErrorMessagesRequest;
import io.tallyboard.api.rest.EventPage;
import io.tallyboard.api.rest.EventRequest;
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
import io.tallyboard.api.rest.LinkRequest;
import io.tallyboard.api.rest.LinkingView;
import io.tallyboard.api.rest.ManyRequest;
import io.tallyboard.api.rest.ManyView;
import io.tallyboard.api.rest.OverviewView;
import io.tallyboard.api.rest.PriorityRequest;
import io.tallyboard.api.rest.RejectedView;
import io.tallyboard.api.rest.ReplayRequest;
import io.tallyboard.api.rest.ResultList;
import io.tallyboard.api.rest.RollupView;
import io.tallyboard.api.rest.RoutedView;
import io.tallyboard.api.rest.SettingsPatch;
import io.tallyboard.api.rest.SettingsView;
import io.tallyboard.api.rest.StreamView;
import io.tallyboard.api.rest.UpdateQueueView;
import io.tallyboard.api.rest.WaitingView;
import io.tallyboard.api.rest.WhoAmI;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.api.rest.clowder.Illustrated;
import io.tallyboard.api.rest.clowder.Made;
import io.tallyboard.api.rest.clowder.Posted;
import io.tallyboard.api.rest.clowder.V1Datasets;
import io.tallyboard.api.rest.clowder.V1Files;
import io.tallyboard.api.rest.clowder.V2Datasets;
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
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import io.tallyboard.contract.store.Watched;
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
      Watched.class,
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
      Result.Bytes.class,
      Source.class,
      Span.class,
      Submission.class,
      SubmissionState.class,
      WaitReason.class,
      Waiting.class,
      Trouble.class,
      UpdateQueue.class,
      UserRef.class,
      ApiKey.Kind.class,
      Role.class,
      Facet.class,
      DatasetDocument.class,
      AuditDocument.class,
      ErrorMessage.Fate.class,
      ErrorMessageDocument.class,
      FollowUp.Kind.class,
      FollowUpDocument.class,
      ManyAct.Kind.class,
      ManyActDocument.class,
      ManyActDocument.Pair.class,
      ManyActDocument.Sum.class,
      ManyActDocument.Told.class,
      FileDocument.class,
      FileDocument.Link.class,
      KeyDocument.class,
      RequestKeyDocument.class,
      SettingsDocument.class,
      SettingsDocument.Pause.class,
      SettingsDocument.Space.class,
      // Sent
      ControlUpdate.class,
      ExtractorHint.class,
      JobHint.class,
      JobMessage.class,
      JobMessage.Id.class,
      JobMessage.Source.class,
      Replay.class,
      // Asked and answered
      ActionView.class,
      ActionView.ActionCount.class,
      ActionView.ActionFailure.class,
      CancelEffect.class,
      CancelView.class,
      ErrorMessageRequest.class,
      ErrorMessageView.class,
      ErrorMessageView.ErrorMessageCounts.class,
      ErrorMessageView.ErrorMessagePage.class,
      ErrorMessageView.ManyDecided.class,
      ErrorMessagesRequest.class,
      ManyRequest.class,
      PriorityRequest.class,
      AuditView.class,
      AuditView.AuditPage.class,
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
      DatasetRequest.class,
      DatasetView.class,
      DatasetView.DatasetFiles.class,
      DatasetView.DatasetPage.class,
      FileView.class,
      LinkRequest.class,
      LinkRequest.HostKey.class,
      LinkingView.class,
      JobCountsView.class,
      JobCountsView.Counted.class,
      JobPage.class,
      JobPage.SearchedView.class,
      JobRequest.class,
      JobRequest.Target.class,
      JobRequest.Wanted.class,
      EventRequest.class,
      ManyView.class,
      ManyView.Item.class,
      ManyView.JobRef.class,
      RoutedView.class,
      RoutedView.Match.class,
      RoutedView.Skip.class,
      Verdict.Reason.class,
      JobView.class,
      JobView.InitiatedView.class,
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
      ResultList.ResultFile.class,
      ResultList.ResultView.class,
      SettingsPatch.class,
      SettingsView.class,
      SettingsView.PausedView.class,
      StreamView.Hello.class,
      StreamView.Notice.class,
      UpdateQueueView.class,
      UpdateQueueView.GapView.class,
      UpdateQueueView.UpdateQueueList.class,
      Illustrated.class,
      Made.class,
      V1Datasets.Info.class,
      V1Datasets.Member.class,
      V2Datasets.Counted.class,
      V2Datasets.Creator.class,
      V2Datasets.Info.class,
      V2Datasets.Members.class,
      V1Files.Agent.class,
      V1Files.Document.class,
      V1Files.Summary.class,
      V2Files.Agent.class,
      V2Files.ContentType.class,
      V2Files.Document.class,
      V2Files.Listener.class,
      V2Files.Summary.class,
      WaitingView.class,
      WaitingView.EstimateView.class,
      WhoAmI.CallerView.class,
      // Read by the filter that enforces roles
      Needs.class
    })
final class SerialisedTypes {
  private SerialisedTypes() {}
}
