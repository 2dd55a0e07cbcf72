package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.UpdateQueueChoice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes submissions that are durable nowhere yet. */
@ApplicationScoped
class Drafts {
  private final UpdateQueues queues;
  private final InstantSource clock;

  Drafts(UpdateQueues queues, InstantSource clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * What several jobs have in common.
   *
   * @param parameters a JSON object as text
   * @param cause the event that they are made of, in a word
   */
  record Terms(
      UserRef user,
      How how,
      String parameters,
      int priority,
      @Nullable String cause,
      @Nullable String retryOf) {}

  /** What one job works on, by which extractor. */
  record Work(
      ResourceRef resource,
      Optional<StoredFile> file,
      Optional<String> name,
      ExtractorInfo extractor) {}

  /** The queues that jobs may report to; refused where there are none yet. */
  Uni<List<UpdateQueue>> updateQueues() {
    return queues
        .all()
        .invoke(
            all -> {
              if (UpdateQueueChoice.of("", all).isEmpty()) {
                throw Refused.notReady(
                    "The broker has not answered since this service started,"
                        + " so that no job can be taken yet.");
              }
            });
  }

  Submission draft(String jobId, Work work, Terms terms, List<UpdateQueue> queues) {
    ResourceRef resource = work.resource();
    ExtractorInfo extractor = work.extractor();
    Optional<StoredFile> file = work.file();
    Request request =
        new Request(
            terms.user(),
            terms.how(),
            work.name().orElse(null),
            terms.parameters(),
            extractor.version(),
            resource.type().equals(ResourceRef.DATASET)
                ? resource.id()
                : file.map(StoredFile::dataset).orElse(null),
            terms.retryOf(),
            terms.cause());
    return new Submission(
        jobId,
        resource,
        file.map(StoredFile::mimeType).orElse(null),
        file.map(StoredFile::size).orElse(0L),
        extractor.name(),
        extractor.queue(),
        request,
        UpdateQueueChoice.of(jobId, queues).orElseThrow(),
        SubmissionState.ACCEPTED,
        terms.priority(),
        null,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        null,
        0,
        0,
        1);
  }
}
