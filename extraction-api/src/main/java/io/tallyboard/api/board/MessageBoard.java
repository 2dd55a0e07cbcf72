package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.SentMessages;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;

/** The messages that jobs were sent with. */
@ApplicationScoped
public class MessageBoard {
  private final JobBoard jobs;
  private final SubmissionRecords submissions;
  private final SentMessages messages;

  MessageBoard(JobBoard jobs, SubmissionRecords submissions, SentMessages messages) {
    this.jobs = jobs;
    this.submissions = submissions;
    this.messages = messages;
  }

  /** As JSON, its secrets masked. Fails with {@link Refused} where there is none, or none to be seen. */
  public Uni<String> message(String id, Visibility visibility) {
    return jobs.byId(id, visibility)
        .chain(job -> submissions.byId(job.id(), visibility))
        .map(
            found ->
                found.orElseThrow(() -> Refused.notFound("This job was not sent by this board.")))
        .map(MessageBoard::sent)
        .map(messages::masked);
  }

  private static Submission sent(Submission submission) {
    if (submission.dispatches() == 0) {
      throw Refused.notFound("This job's message was not sent yet.");
    }
    return submission;
  }
}
