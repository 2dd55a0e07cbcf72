package io.tallyboard.tracker.ingest;

import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.Decoded.HandedIn;
import io.tallyboard.tracker.domain.Decoded.Reason;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is stored of a message, at its place. */
final class Entries {
  private Entries() {}

  static Entry.Kept kept(Delivery d, Update u) {
    return new Entry.Kept(
        extraction(d, u), why -> rejected(d, null, Reason.STORE_REFUSED.name(), why));
  }

  private static Extraction extraction(Delivery d, Update u) {
    return new Extraction(
        Extraction.id(d.queue(), d.seq()),
        d.queue(),
        d.seq(),
        u.source(),
        u.key(),
        u.jobId(),
        u.resource(),
        u.extractor(),
        u.event(),
        u.status(),
        u.message(),
        u.claimedAt(),
        u.at(),
        d.receivedAt(),
        d.notBefore(),
        u.controlId(),
        u.request(),
        u.refersTo(),
        null,
        d.digest(),
        d.batchStart());
  }

  static RejectedUpdate rejected(Delivery d, Refused refused) {
    return rejected(d, null, refused.reason().name(), refused.detail());
  }

  static RejectedUpdate rejected(
      Delivery d, @Nullable String origin, String reason, String detail) {
    return rejected(d, origin, reason, detail, new String(d.body(), StandardCharsets.UTF_8));
  }

  static RejectedUpdate rejected(Delivery d, HandedIn other) {
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
        d.batchStart(),
        d.notBefore(),
        null,
        null,
        null,
        null,
        null);
  }
}
