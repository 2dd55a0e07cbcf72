package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.UpdateQueueChoice;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes jobs in: once this completes a job is durable, and will be sent. */
@ApplicationScoped
public class Intake {
  private final Registry registry;
  private final FileStore files;
  private final UpdateQueues queues;
  private final Outbox outbox;
  private final Dispatcher dispatcher;
  private final JobIds ids;
  private final InstantSource clock;
  private final ApiMetrics metrics;

  Intake(
      Registry registry,
      FileStore files,
      UpdateQueues queues,
      Outbox outbox,
      Dispatcher dispatcher,
      JobIds ids,
      InstantSource clock,
      ApiMetrics metrics) {
    this.registry = registry;
    this.files = files;
    this.queues = queues;
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Fails with {@link Refused} where the order cannot be met. */
  public Uni<Submission> submit(JobOrder order, Caller caller, Visibility visibility) {
    String jobId = ids.next();
    return Uni.combine()
        .all()
        .unis(extractor(order, caller), file(order.resource(), visibility), updateQueue(jobId))
        .asTuple()
        .map(found -> compose(jobId, order, found.getItem1(), found.getItem2(), found.getItem3()))
        .call(outbox::accept)
        .invoke(metrics::accepted)
        .invoke(dispatcher::sendSoon);
  }

  private Uni<ExtractorInfo> extractor(JobOrder order, Caller caller) {
    return registry
        .byName(order.extractor())
        .map(
            found ->
                found
                    .filter(info -> ExtractorCard.visible(info, caller))
                    .orElseThrow(
                        () ->
                            Refused.unprocessable(
                                "/extractor",
                                "No extractor of this name has been heard of."
                                    + " GET /v1/extractors lists those that have.")));
  }

  /** Only files need exist: of other resources only the extractor's own platform knows. */
  private Uni<Optional<StoredFile>> file(ResourceRef resource, Visibility visibility) {
    if (!resource.type().equals(ResourceRef.FILE)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return files
        .byId(resource.id(), visibility)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw Refused.unprocessable("/resource/id", "There is no file of this id.");
              }
            });
  }

  private Uni<String> updateQueue(String jobId) {
    return queues
        .all()
        .map(
            all ->
                UpdateQueueChoice.of(jobId, all)
                    .orElseThrow(
                        () ->
                            Refused.notReady(
                                "The broker has not answered since this service started,"
                                    + " so that no job can be taken yet.")));
  }

  private Submission compose(
      String jobId,
      JobOrder order,
      ExtractorInfo extractor,
      Optional<StoredFile> file,
      String updateQueue) {
    ResourceRef resource = order.resource();
    Request request =
        new Request(
            order.user(),
            order.how(),
            file.map(StoredFile::name).orElse(null),
            order.parameters(),
            extractor.version(),
            resource.type().equals(ResourceRef.DATASET)
                ? resource.id()
                : file.map(StoredFile::dataset).orElse(null));
    return new Submission(
        jobId,
        resource,
        file.map(StoredFile::mimeType).orElse(null),
        file.map(StoredFile::size).orElse(0L),
        extractor.name(),
        extractor.queue(),
        request,
        updateQueue,
        SubmissionState.ACCEPTED,
        null,
        null,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        null,
        0,
        1);
  }
}
