package io.tallyboard.tracker.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a log as extractors would: each event a second after the one before, unless told otherwise. */
final class Log {
  static final String QUEUE = "tallyboard.updates.0";
  static final String LANE = "f1|ncsa.wordcount";
  static final Instant T0 = Instant.parse("2026-11-21T18:52:14Z");

  final List<Extraction> entries = new ArrayList<>();
  private final String jobId;
  private Instant received = T0;
  private Duration clockError = Duration.ZERO;
  private @Nullable Instant unreadSince;

  Log(String jobId) {
    this.jobId = jobId;
  }

  /** The sender's clock is off by this from now on. */
  Log clockError(Duration error) {
    clockError = error;
    return this;
  }

  /** What follows lies unread: it may have been there since this moment. */
  Log unreadSince(@Nullable Instant since) {
    unreadSince = since;
    return this;
  }

  Log pause(Duration time) {
    received = received.plus(time);
    return this;
  }

  Log say(Event... events) {
    for (Event event : events) {
      add(event, received.plus(clockError), received);
      received = received.plusSeconds(1);
    }
    return this;
  }

  /** Said at one time, received at another. */
  Log add(Event event, Instant at, Instant receivedAt) {
    return add(QUEUE, entries.size(), event, at, receivedAt);
  }

  Log add(String queue, long seq, Event event, Instant at, Instant receivedAt) {
    entries.add(
        new Extraction(
            Extraction.id(queue, seq),
            queue,
            seq,
            Source.EXTRACTOR,
            jobId.isEmpty() ? LANE : jobId,
            jobId.isEmpty() ? null : jobId,
            ResourceRef.unknown("f1"),
            "ncsa.wordcount",
            event,
            null,
            event + " " + seq,
            at.toString(),
            Instant.ofEpochSecond(at.getEpochSecond()),
            receivedAt,
            unreadSince,
            null,
            null,
            null,
            null,
            "digest-" + seq,
            false));
    return this;
  }

  Job fold() {
    return JobFold.fold(null, Subject.given(jobId), entries).orElseThrow();
  }
}
