package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Decoded.HandedIn;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Replayed;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a batch of one queue: into the log, into the job records, and only then is it done. Taking a
 * batch again changes nothing, so that after any failure or crash the same batch may simply come
 * again.
 */
@ApplicationScoped
public class Ingestion {
  private final Decoder decoder;
  private final UpdateLog log;
  private final Admission admission;
  private final Folding folding;
  private final JobStore store;
  private final Replaying replaying;
  private final IngestMetrics metrics;

  Ingestion(
      Decoder decoder,
      UpdateLog log,
      Admission admission,
      Folding folding,
      JobStore store,
      Replaying replaying,
      IngestMetrics metrics) {
    this.decoder = decoder;
    this.log = log;
    this.admission = admission;
    this.folding = folding;
    this.store = store;
    this.replaying = replaying;
    this.metrics = metrics;
  }

  /** Decodes a message's body; it never fails. */
  public interface Decoder {
    Decoded decode(byte[] body, long length);
  }

  /**
   * Takes a batch; it is stored and folded once this completes.
   *
   * @param batch at least one message of one queue, in its order
   */
  public Uni<Void> take(List<Delivery> batch) {
    List<Entry> entries = new ArrayList<>(batch.size());
    Set<String> jobs = new HashSet<>();
    List<Replaying.Request> replays = new ArrayList<>(0);
    for (Delivery delivery : batch) {
      Decoded decoded = decoder.decode(delivery.body(), delivery.length());
      if (decoded instanceof Update update) {
        Entry.Kept kept = Entries.kept(delivery, update);
        entries.add(kept);
        note(kept, jobs);
      } else if (decoded instanceof Refused refused) {
        metrics.rejected(refused.reason().name());
        entries.add(new Entry.Rejected(Entries.rejected(delivery, refused)));
      } else if (decoded instanceof HandedIn other) {
        metrics.rejected(other.reason());
        entries.add(new Entry.Rejected(Entries.rejected(delivery, other)));
      } else if (decoded instanceof Replayed replayed) {
        replays.add(new Replaying.Request(entries.size() + replays.size(), delivery, replayed));
      }
    }
    Uni<Void> kept = replays.isEmpty() ? keep(entries, jobs) : replay(replays, entries, jobs);
    return kept.invoke(() -> metrics.taken(batch.size()));
  }

  private static void note(Entry entry, Set<String> jobs) {
    if (entry instanceof Entry.Kept k && k.extraction().jobId() != null) {
      jobs.add(k.extraction().key());
    }
  }

  /** Seldom: a person asked for it. */
  private Uni<Void> replay(List<Replaying.Request> replays, List<Entry> others, Set<String> jobs) {
    return replaying
        .outcomes(replays)
        .chain(
            outcomes -> {
              List<Entry> all = new ArrayList<>(others);
              // In the order of their places, each is where it stood once those before it are in.
              for (Replaying.Outcome outcome : outcomes) {
                all.add(outcome.request().at(), outcome.entry());
                note(outcome.entry(), jobs);
              }
              return keep(all, jobs).chain(() -> replaying.mark(outcomes));
            });
  }

  private Uni<Void> keep(List<Entry> entries, Set<String> jobs) {
    Uni<Map<String, Job>> records =
        jobs.isEmpty() ? Uni.createFrom().item(Map.of()) : store.jobs(jobs);
    return records.chain(known -> keep(entries, known));
  }

  /**
   * Folds what is stored in these places of a log: a process may have ended between the two, and on a
   * queue that was made anew since, nobody would hand it out again.
   */
  public Uni<Void> foldStored(String queue, long from, long to) {
    return log.between(queue, from, to)
        .chain(
            stored -> {
              Set<String> jobs =
                  stored.stream()
                      .filter(e -> e.jobId() != null)
                      .map(Extraction::key)
                      .collect(Collectors.toSet());
              return store.jobs(jobs).chain(known -> folding.fold(stored, known));
            });
  }

  private Uni<Void> keep(List<Entry> entries, Map<String, Job> known) {
    return admission
        .admit(entries, known)
        .chain(
            admitted ->
                log.append(admitted.entries())
                    .chain(
                        stored ->
                            admitted.dropped().isEmpty()
                                ? Uni.createFrom().item(stored)
                                : log.countDropped(admitted.dropped())
                                    .replaceWith(merged(stored, admitted.dropped())))
                    .chain(stored -> folding.fold(stored, known)));
  }

  private static List<Extraction> merged(List<Extraction> stored, List<Extraction> dropped) {
    List<Extraction> all = new ArrayList<>(stored);
    all.addAll(dropped);
    all.sort((a, b) -> Long.compare(a.seq(), b.seq()));
    return all;
  }
}
