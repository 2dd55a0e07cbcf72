package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Decoded.HandedIn;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.Redactor;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of one queue: into the log, into the job records, and only then is it done. Taking a
 * batch again changes nothing, so that after any failure or crash the same batch may simply come
 * again.
 */
@ApplicationScoped
public class Ingestion {
  private final Decoder decoder;
  private final UpdateLog log;
  private final Folding folding;
  private final JobStore store;
  private final IngestMetrics metrics;

  Ingestion(
      Decoder decoder, UpdateLog log, Folding folding, JobStore store, IngestMetrics metrics) {
    this.decoder = decoder;
    this.log = log;
    this.folding = folding;
    this.store = store;
    this.metrics = metrics;
  }

  /** Decodes a message's body; it never fails. */
  public interface Decoder {
    Decoded decode(byte[] body, long length);
  }

  /**
   * Takes a batch; it may be acknowledged once this completes.
   *
   * @param batch at least one message of one queue, in its order
   */
  public Uni<Void> take(List<Delivery> batch) {
    List<Entry> entries = new ArrayList<>(batch.size());
    for (Delivery delivery : batch) {
      Decoded decoded = decoder.decode(delivery.body(), delivery.length());
      if (decoded instanceof Update update) {
        entries.add(new Entry.Kept(extraction(delivery, update)));
      } else if (decoded instanceof Refused refused) {
        metrics.rejected(refused.reason().name());
        entries.add(new Entry.Rejected(rejected(delivery, refused)));
      } else if (decoded instanceof HandedIn other) {
        metrics.rejected(other.reason());
        entries.add(new Entry.Rejected(rejected(delivery, other)));
      }
    }
    Delivery last = batch.get(batch.size() - 1);
    return log.append(entries)
        .chain(folding::fold)
        .chain(() -> store.foldedThrough(last.queue(), last.seq()))
        .invoke(() -> metrics.taken(batch.size()));
  }

  private static Extraction extraction(Delivery d, Update u) {
    return new Extraction(
        Extraction.id(d.queue(), d.seq()),
        d.queue(),
        d.seq(),
        u.source(),
        u.jobId(),
        u.resource(),
        u.extractor(),
        u.event(),
        u.status(),
        u.message(),
        u.claimedAt(),
        u.at(),
        d.receivedAt(),
        u.controlId(),
        u.request(),
        d.digest(),
        d.batchStart());
  }

  private static RejectedUpdate rejected(Delivery d, Refused refused) {
    String body = new String(d.body(), StandardCharsets.UTF_8);
    return rejected(d, null, refused.reason().name(), refused.detail(), body);
  }

  private static RejectedUpdate rejected(Delivery d, HandedIn other) {
    return rejected(d, other.origin(), other.reason(), other.detail(), other.body());
  }

  private static RejectedUpdate rejected(
      Delivery d, @Nullable String origin, String reason, String detail, String body) {
    return new RejectedUpdate(
        Extraction.id(d.queue(), d.seq()),
        d.queue(),
        d.seq(),
        origin,
        reason,
        Redactor.redact(detail),
        Redactor.redact(body),
        d.length(),
        d.digest(),
        d.receivedAt(),
        d.batchStart());
  }
}
