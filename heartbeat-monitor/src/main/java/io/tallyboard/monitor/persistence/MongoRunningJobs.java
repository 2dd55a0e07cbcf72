package io.tallyboard.monitor.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.UpdateQueueChoice;
import io.tallyboard.monitor.domain.PlacedJob;
import io.tallyboard.monitor.domain.RunningJob;
import io.tallyboard.monitor.domain.RunningJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Running jobs as they are stored, each with the queue that it was sent to; where another system sent
 * it, with the queue that its extractor was last heard to take jobs from.
 */
@ApplicationScoped
class MongoRunningJobs implements RunningJobs {
  private static final String ID = "_id";
  private static final String QUEUE = "queue";
  private static final String UPDATE_QUEUE = "updateQueue";

  /** Of more than these, some are not looked at. */
  private static final int MOST = 20_000;

  private final Stored stored;

  /** Where running jobs were sent: it does not change while they run. Empty for those of others. */
  private volatile Map<String, Optional<Document>> sent = Map.of();

  MongoRunningJobs(Stored stored) {
    this.stored = stored;
  }

  @Override
  public Uni<Map<String, Instant>> read() {
    return stored
        .documents(Collections.QUEUE_POSITIONS)
        .find(new FindOptions().projection(include("liveAt", "epoch")))
        .collect()
        .asList()
        .map(
            positions -> {
              Map<String, Instant> read = new HashMap<>();
              for (Document position : positions) {
                Date liveAt = position.getDate("liveAt");
                if (liveAt != null) {
                  read.put(position.getString(ID), liveAt.toInstant());
                  // A stream that was made anew is another log, by this name in the records.
                  read.put(
                      position.getString(ID) + "~" + position.getInteger("epoch", 0),
                      liveAt.toInstant());
                }
              }
              return read;
            });
  }

  @Override
  public Uni<List<PlacedJob>> now() {
    return stored
        .documents(Collections.JOBS)
        .find(
            and(
                in("state", JobState.STARTED.name(), JobState.PROCESSING.name()),
                eq("identity", Identity.GIVEN.name()),
                eq("imported", false)),
            new FindOptions()
                .projection(
                    include(
                        "resource",
                        "extractor",
                        "attemptCount",
                        "lastSeenAt",
                        "trouble.kind",
                        "memory.controlIds",
                        "memory.folded.queue"))
                .limit(MOST))
        .collect()
        .asList()
        .map(found -> found.stream().flatMap(d -> RunningJobBson.read(d).stream()).toList())
        .chain(this::place);
  }

  private Uni<List<PlacedJob>> place(List<RunningJob> running) {
    if (running.isEmpty()) {
      sent = Map.of();
      return Uni.createFrom().item(List.of());
    }
    return sent(running)
        .chain(
            known -> {
              List<PlacedJob> ours = ours(running, known);
              List<RunningJob> others =
                  running.stream().filter(job -> submission(known, job).isEmpty()).toList();
              return others.isEmpty()
                  ? Uni.createFrom().item(ours)
                  : placeOthers(others)
                      .map(more -> Stream.concat(ours.stream(), more.stream()).toList());
            });
  }

  private static Optional<Document> submission(
      Map<String, Optional<Document>> known, RunningJob job) {
    return known.getOrDefault(job.id(), Optional.empty());
  }

  private static List<PlacedJob> ours(
      List<RunningJob> running, Map<String, Optional<Document>> known) {
    return running.stream()
        .flatMap(
            job ->
                submission(known, job).stream()
                    .map(
                        submission ->
                            new PlacedJob(
                                job,
                                submission.getString(QUEUE),
                                true,
                                submission.getString(UPDATE_QUEUE))))
        .toList();
  }

  private Uni<Map<String, Optional<Document>>> sent(List<RunningJob> running) {
    Map<String, Optional<Document>> known = sent;
    List<String> unknown =
        running.stream().map(RunningJob::id).filter(id -> !known.containsKey(id)).toList();
    Uni<List<Document>> found =
        unknown.isEmpty()
            ? Uni.createFrom().item(List.of())
            : stored
                .documents(Collections.SUBMISSIONS)
                .find(in(ID, unknown), new FindOptions().projection(include(QUEUE, UPDATE_QUEUE)))
                .collect()
                .asList();
    return found.map(
        documents -> {
          Map<String, Document> fresh =
              documents.stream().collect(Collectors.toMap(d -> d.getString(ID), d -> d));
          Map<String, Optional<Document>> now = new HashMap<>();
          running.forEach(
              job -> {
                Optional<Document> before = known.get(job.id());
                now.put(
                    job.id(), before != null ? before : Optional.ofNullable(fresh.get(job.id())));
              });
          sent = now;
          return now;
        });
  }

  private Uni<List<PlacedJob>> placeOthers(List<RunningJob> jobs) {
    Set<String> names = jobs.stream().map(RunningJob::extractor).collect(Collectors.toSet());
    return Uni.combine()
        .all()
        .unis(
            stored
                .documents(Collections.EXTRACTORS)
                .find(in(ID, names), new FindOptions().projection(include(QUEUE)))
                .collect()
                .asMap(d -> d.getString(ID), d -> d.getString(QUEUE)),
            stored.updateQueues().find().collect().asList())
        .asTuple()
        .map(found -> placed(jobs, found.getItem1(), found.getItem2()));
  }

  /** Nobody is told on another system's queue; where there is none of ours, nobody is told. */
  private static List<PlacedJob> placed(
      List<RunningJob> jobs, Map<String, String> queues, List<UpdateQueue> updateQueues) {
    List<PlacedJob> placed = new ArrayList<>();
    for (RunningJob job : jobs) {
      String queue = queues.get(job.extractor());
      if (queue != null) {
        UpdateQueueChoice.of(job.id(), updateQueues)
            .ifPresent(to -> placed.add(new PlacedJob(job, queue, false, to)));
      }
    }
    return placed;
  }
}
