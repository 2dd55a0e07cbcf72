package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.VisibilityRule;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;

/** Callers who see all, and one who sees only what is hers. */
final class AnyVisibility {
  private AnyVisibility() {}

  static Visibility make(AnyJobs any) {
    return any.oneIn(5)
        ? Visibility.of(
            VisibilityRule.OWN, new Caller(new UserRef("ann", null), Role.VIEWER, "key"))
        : Visibility.all();
  }

  static boolean allows(Visibility visibility, Job job) {
    return visibility.allows(job.request() == null ? null : job.request().user());
  }

  /** The record that a submission stands for until it has one. */
  static Job record(Submission submission) {
    JobCard s = JobCard.of(submission);
    return new Job(
        s.id(),
        s.identity(),
        false,
        null,
        s.formerIds(),
        s.resource(),
        s.extractor(),
        s.request(),
        s.state(),
        null,
        null,
        null,
        null,
        s.attempts(),
        0,
        s.createdAt(),
        s.submittedAt(),
        null,
        null,
        s.lastSeenAt(),
        null,
        null,
        null,
        0,
        0,
        false,
        false,
        FoldMemory.empty(),
        0);
  }
}
