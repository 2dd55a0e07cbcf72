package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.dispatch.Drafts.Terms;
import io.tallyboard.api.dispatch.Drafts.Work;
import io.tallyboard.api.dispatch.Repeats.Ticket;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes jobs in: once this completes a job is durable, and will be sent. */
@ApplicationScoped
public class Intake {
  private final Wanted wanted;
  private final Drafts drafts;
  private final Outbox outbox;
  private final SubmissionRecords submissions;
  private final Dispatcher dispatcher;
  private final ApiMetrics metrics;

  Intake(
      Wanted wanted,
      Drafts drafts,
      Outbox outbox,
      SubmissionRecords submissions,
      Dispatcher dispatcher,
      ApiMetrics metrics) {
    this.wanted = wanted;
    this.drafts = drafts;
    this.outbox = outbox;
    this.submissions = submissions;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
  }

  /** Fails with {@link Refused} where the order cannot be met. A request that comes again is met once. */
  public Uni<Submission> submit(
      Ticket ticket, JobOrder order, Caller caller, Visibility visibility) {
    String jobId = ticket.ids().id(0, "");
    if (!ticket.again()) {
      return submit(jobId, order, caller, visibility);
    }
    return submissions
        .byId(jobId, Visibility.all())
        .chain(
            there ->
                there
                    .map(known -> Uni.createFrom().item(known))
                    .orElseGet(() -> submit(jobId, order, caller, visibility)));
  }

  /** Under an id that was chosen before; a job that is there already stays as it is. */
  public Uni<Submission> submit(
      String jobId, JobOrder order, Caller caller, Visibility visibility) {
    Terms terms =
        new Terms(
            order.user(), order.how(), order.parameters(), order.priority(), null, order.retryOf());
    return Uni.combine()
        .all()
        .unis(
            wanted.extractor(order.extractor(), order.parameters(), caller),
            wanted.file(order.resource(), visibility),
            wanted.datasetName(order.resource(), visibility),
            drafts.updateQueues())
        .asTuple()
        .map(
            found ->
                drafts.draft(
                    jobId,
                    new Work(
                        order.resource(),
                        found.getItem2(),
                        found.getItem2().map(StoredFile::name).or(found::getItem3),
                        found.getItem1()),
                    terms,
                    found.getItem4()))
        .call(this::accept);
  }

  private Uni<Void> accept(Submission submission) {
    return outbox
        .acceptAll(List.of(submission))
        .invoke(metrics::accepted)
        .invoke(() -> dispatcher.sendSoon(submission));
  }
}
