package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Decoded.Reason;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Replayed;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes rejected messages once more, by today's rules: what can be used now gets the place in the log
 * of the message that asked for it, and is folded like any other; the rejected one is marked with what
 * it became. Whoever takes the same request again finds that mark, and does the same again.
 */
@ApplicationScoped
class Replaying {
  private final Ingestion.Decoder decoder;
  private final RejectedUpdates rejected;
  private final IngestMetrics metrics;

  Replaying(Ingestion.Decoder decoder, RejectedUpdates rejected, IngestMetrics metrics) {
    this.decoder = decoder;
    this.rejected = rejected;
    this.metrics = metrics;
  }

  /** A message that asks for a replay, and where in its batch it stands. */
  record Request(int at, Delivery delivery, Replayed replayed) {}

  /**
   * What a request came to.
   *
   * @param known whether there is a rejected message to be marked
   */
  record Outcome(Request request, Decoded result, Entry entry, boolean known) {}

  /** Reads what the requests of a batch name, and decodes it. */
  Uni<List<Outcome>> outcomes(List<Request> requests) {
    Set<String> ids =
        requests.stream().map(r -> r.replayed().rejectedId()).collect(Collectors.toSet());
    return rejected.byIds(ids).map(found -> outcomes(requests, found));
  }

  private List<Outcome> outcomes(List<Request> requests, Map<String, RejectedUpdate> found) {
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Request request : requests) {
      String id = request.replayed().rejectedId();
      Optional<RejectedUpdate> kept = Optional.ofNullable(found.get(id));
      Decoded result =
          taken.contains(id)
              ? failed("It was asked for twice at once.")
              : kept.map(update -> decode(request, update))
                  .orElseGet(() -> failed("There is no rejected message of this id."));
      if (result instanceof Update) {
        taken.add(id);
      }
      outcomes.add(new Outcome(request, result, entry(request, kept, result), kept.isPresent()));
    }
    return outcomes;
  }

  private Decoded decode(Request request, RejectedUpdate update) {
    String as = update.replayedAs();
    if (as != null && !as.equals(place(request.delivery()))) {
      return failed("It was replayed already, as %s.".formatted(as));
    }
    if (update.length() > RejectedUpdate.KEPT_BYTES) {
      return failed("Only its first %d bytes are kept.".formatted(RejectedUpdate.KEPT_BYTES));
    }
    byte[] body = update.body().getBytes(StandardCharsets.UTF_8);
    // Redaction may have made it a little longer; the message itself was within the limit.
    Decoded again = decoder.decode(body, Math.min(body.length, RejectedUpdate.KEPT_BYTES));
    if (again instanceof Refused refused) {
      return failed(refused.detail());
    }
    return again instanceof Update ? again : failed("It is no update of a job.");
  }

  private static Refused failed(String why) {
    return new Refused(Reason.REPLAY_FAILED, why);
  }

  private static Entry entry(Request request, Optional<RejectedUpdate> kept, Decoded result) {
    Delivery d = request.delivery();
    Replayed replayed = request.replayed();
    if (result instanceof Update update) {
      RejectedUpdate first = kept.orElseThrow();
      Update told =
          new Update(
              update.source(),
              update.jobId(),
              update.resource(),
              update.extractor(),
              update.event(),
              update.status(),
              update.message(),
              update.claimedAt(),
              update.at(),
              update.controlId() == null ? replayed.controlId() : update.controlId(),
              update.request(),
              first.id());
      // Of the time of what it tells nobody knows more than when it came first.
      Delivery late =
          new Delivery(
              d.queue(),
              d.seq(),
              d.body(),
              d.length(),
              d.digest(),
              d.receivedAt(),
              first.notBefore() == null ? first.receivedAt() : first.notBefore(),
              d.batchStart());
      return Entries.kept(late, told);
    }
    String why = result instanceof Refused refused ? refused.detail() : "";
    return new Entry.Rejected(
        Entries.rejected(
            d,
            null,
            RejectedUpdate.REPLAY_FAILED,
            "The replay of %s by %s changed nothing: %s"
                .formatted(replayed.rejectedId(), replayed.by(), why)));
  }

  /** Marks the rejected messages, once what they became is stored and folded. */
  Uni<Void> mark(List<Outcome> outcomes) {
    return Multi.createFrom()
        .iterable(outcomes)
        .onItem()
        .transformToUniAndConcatenate(this::mark)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> mark(Outcome outcome) {
    boolean usable = outcome.result() instanceof Update;
    metrics.replayed(usable);
    if (!usable) {
      metrics.rejected(RejectedUpdate.REPLAY_FAILED);
    }
    if (!outcome.known()) {
      return Uni.createFrom().voidItem();
    }
    Delivery d = outcome.request().delivery();
    Replayed asked = outcome.request().replayed();
    return outcome.result() instanceof Refused refused
        ? rejected.failed(asked.rejectedId(), d.receivedAt(), refused.detail())
        : rejected.replayed(asked.rejectedId(), d.receivedAt(), asked.by(), place(d));
  }

  private static String place(Delivery d) {
    return Extraction.id(d.queue(), d.seq());
  }
}
