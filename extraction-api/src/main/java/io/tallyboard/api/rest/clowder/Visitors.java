package io.tallyboard.api.rest.clowder;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Submission;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of {@link Visitor}. */
final class Visitors {
  private Visitors() {}

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

  /** An extractor at work on a job. */
  record ByJob(Submission submission) implements Visitor {
    static final String NOT_ITS_OWN =
        "This key opens what its job is on and what the job made, and nothing else.";

    @Override
    public Optional<Submission> job() {
      return Optional.of(submission);
    }

    @Override
    public UserRef user() {
      UserRef user = submission.request().user();
      return user == null ? new UserRef(submission.extractor(), null) : user;
    }

    @Override
    public <T> T either(Function<ByCaller, T> ifCaller, Function<ByJob, T> ifJob) {
      return ifJob.apply(this);
    }

    boolean isOn(ResourceRef resource) {
      return submission.resource().equals(resource);
    }

    /** Whether the job is on a file of this dataset. */
    boolean isIn(String dataset) {
      return dataset.equals(submission.request().dataset());
    }

    /** Whether the file is in the dataset that the job is on. */
    boolean isOnDatasetOf(StoredFile file) {
      ResourceRef on = submission.resource();
      return on.type().equals(ResourceRef.DATASET) && file.in(on.id());
    }

    boolean made(StoredFile file) {
      return submission.jobId().equals(file.job());
    }

    boolean made(Dataset dataset) {
      return submission.jobId().equals(dataset.job());
    }
  }
}
