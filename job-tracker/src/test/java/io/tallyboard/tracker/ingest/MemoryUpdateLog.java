package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.TailMatch.Stored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A log in memory, which may be cut short between any two documents. */
public class MemoryUpdateLog implements UpdateLog {
  private final Map<String, Extraction> extractions =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, RejectedUpdate> rejected =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Faults faults;

  public MemoryUpdateLog(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Uni<List<Extraction>> append(List<Entry> entries) {
    return Uni.createFrom()
        .item(
            () -> {
              List<Extraction> stored = new ArrayList<>();
              for (Entry entry : entries) {
                faults.before("insert");
                if (entry instanceof Entry.Kept k) {
                  extractions.putIfAbsent(k.extraction().id(), k.extraction());
                  stored.add(extractions.get(k.extraction().id()));
                } else if (entry instanceof Entry.Rejected r) {
                  rejected.putIfAbsent(r.update().id(), r.update());
                }
              }
              faults.after("insert");
              return stored;
            });
  }

  @Override
  public Uni<Void> countDropped(List<Extraction> counts) {
    return faults.step(
        "count",
        () -> {
          for (Extraction count : counts) {
            extractions.merge(count.id(), count, (a, b) -> a.seq() < b.seq() ? b : a);
          }
        });
  }

  @Override
  public Multi<Extraction> ofJob(String jobId) {
    return where(e -> jobId.equals(e.jobId()));
  }

  @Override
  public Multi<Extraction> ofLane(String lane) {
    return where(e -> e.jobId() == null && e.key().equals(lane));
  }

  private Multi<Extraction> where(Predicate<Extraction> wanted) {
    return Multi.createFrom()
        .deferred(
            () ->
                Multi.createFrom()
                    .iterable(all().stream().filter(wanted).sorted(JobFold.ORDER).toList()));
  }

  @Override
  public Uni<List<Stored>> stored(String queue, long from, int count) {
    return Uni.createFrom()
        .item(
            () ->
                LongStream.range(Math.max(0, from), Math.max(0, from) + count)
                    .mapToObj(seq -> Extraction.id(queue, seq))
                    .flatMap(this::stored)
                    .toList());
  }

  @Override
  public Uni<List<Extraction>> between(String queue, long from, long to) {
    return Uni.createFrom()
        .item(
            () ->
                all().stream()
                    .filter(e -> e.id().equals(Extraction.id(queue, e.seq())))
                    .filter(e -> e.seq() >= from && e.seq() <= to)
                    .sorted(JobFold.ORDER)
                    .toList());
  }

  private Stream<Stored> stored(String id) {
    Extraction e = extractions.get(id);
    RejectedUpdate r = rejected.get(id);
    if (e != null) {
      return Stream.of(new Stored(e.seq(), e.digest(), e.receivedAt(), e.batchStart()));
    }
    return r == null
        ? Stream.of()
        : Stream.of(new Stored(r.seq(), r.digest(), r.receivedAt(), r.batchStart()));
  }

  public List<Extraction> all() {
    synchronized (extractions) {
      return List.copyOf(extractions.values());
    }
  }

  public List<RejectedUpdate> allRejected() {
    synchronized (rejected) {
      return List.copyOf(rejected.values());
    }
  }
}
