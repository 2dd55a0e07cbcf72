package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job's record while updates are added to it, in order. Not safe for use by several threads. */
final class Recollection {
  private final Subject subject;
  private final Moments moments;
  private final Life life;
  private final Map<String, Folded> folded = new LinkedHashMap<>();
  private final List<String> own;
  private final List<String> controlIds;
  private final List<String> formerIds;
  private @Nullable Place last;
  private @Nullable ResourceRef resource;
  private @Nullable String extractor;
  private @Nullable Request request;
  private @Nullable Instant createdAt;
  private Instant lastSeenAt = Instant.EPOCH;
  private @Nullable String lastMessage;
  private long updates;
  private boolean imported;

  Recollection(@Nullable Job before, Subject subject) {
    this.subject = subject;
    this.moments = new Moments(subject.identity() == Identity.INFERRED);
    this.life = Life.of(before, moments);
    FoldMemory memory = before == null ? FoldMemory.empty() : before.memory();
    memory.folded().forEach(f -> folded.put(f.queue(), f));
    own = new ArrayList<>(memory.own());
    controlIds = new ArrayList<>(memory.controlIds());
    formerIds = before == null ? List.of() : before.formerIds();
    last = memory.last();
    if (before != null) {
      resource = before.resource();
      extractor = before.extractor();
      request = before.request();
      createdAt = before.createdAt();
      lastSeenAt = before.lastSeenAt();
      lastMessage = before.lastMessage();
      updates = before.updates();
      imported = before.imported();
    }
  }

  /** The next update, which comes after all that were added. */
  void add(Extraction extraction) {
    place(extraction);
    if (extraction.event() == Event.DROPPED) {
      return;
    }
    updates++;
    String controlId = extraction.controlId();
    if (controlId != null && counted(controlId)) {
      return;
    }
    note(extraction);
  }

  private void place(Extraction e) {
    last = e.place();
    Folded before = folded.get(e.queue());
    long dropped = before == null ? 0 : before.dropped();
    Long told = e.dropped();
    folded.put(
        e.queue(),
        new Folded(
            e.queue(),
            before == null ? e.seq() : Math.max(before.seq(), e.seq()),
            told == null ? dropped : Math.max(dropped, told)));
    // A verdict on its silence is no word of it.
    boolean word = e.source() != Source.MONITOR || lastSeenAt.equals(Instant.EPOCH);
    lastSeenAt = word && e.receivedAt().isAfter(lastSeenAt) ? e.receivedAt() : lastSeenAt;
  }

  /** The same fact sent twice counts once; it is sent again soon, or not at all. */
  private boolean counted(String controlId) {
    if (controlIds.contains(controlId)) {
      return true;
    }
    controlIds.add(controlId);
    if (controlIds.size() > Limits.CONTROL_IDS) {
      controlIds.remove(0);
    }
    return false;
  }

  private void note(Extraction e) {
    if (createdAt == null) {
      createdAt = moments.of(Mark.of(e));
    }
    resource = better(resource, e.resource());
    extractor = extractor == null ? e.extractor() : extractor;
    request = request == null ? e.request() : request;
    imported |= e.id().startsWith(Limits.IMPORTED);
    if (subject.identity() == Identity.INFERRED && e.event().isMark()) {
      own.add(e.id());
      if (own.size() > 2 * Limits.OWN_IDS) {
        own.remove(Limits.OWN_IDS);
      }
    }
    String text = Limits.cut(e.message(), Limits.RECORD_TEXT);
    // What is said after it was cancelled comes of that, such as a refused call: its log has it.
    boolean late = life.state() == JobState.CANCELLED;
    lastMessage = text == null || late ? lastMessage : text;
    life.live(e, text);
  }

  /** A status update does not tell a file from a dataset; a submission does. */
  private static @Nullable ResourceRef better(@Nullable ResourceRef a, @Nullable ResourceRef b) {
    if (a == null) {
      return b;
    }
    boolean toldNow = b != null && !b.type().equals(ResourceRef.UNKNOWN);
    return a.type().equals(ResourceRef.UNKNOWN) && toldNow ? b : a;
  }

  Job toJob(boolean ambiguous, long version) {
    Run run = life.run();
    Attempts attempts = life.attempts();
    return new Job(
        subject.id(),
        subject.identity(),
        ambiguous,
        subject.lane(),
        formerIds,
        resource,
        extractor,
        request,
        life.state(),
        life.trouble(),
        life.mayReturn(),
        life.takenBack(),
        life.addressedBy(),
        attempts.kept(),
        attempts.count(),
        Objects.requireNonNullElse(createdAt, lastSeenAt),
        life.submittedAt(),
        life.startedAt(),
        life.finishedAt(),
        lastSeenAt,
        life.waiting(),
        life.running(),
        lastMessage,
        updates,
        folded.values().stream().mapToLong(Folded::dropped).sum(),
        imported,
        false,
        new FoldMemory(
            last,
            life.submitted(),
            life.first(),
            run == null ? null : run.toMemory(),
            life.next(),
            life.resent(),
            attempts.openings(),
            own,
            controlIds,
            List.copyOf(folded.values())),
        version);
  }
}
