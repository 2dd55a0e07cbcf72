package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fold's memory while updates are added to it. Not safe for use by several threads. */
final class Recollection {
  private final List<Mark> marks;
  private final List<String> controlIds;
  private final Map<String, Long> folded = new TreeMap<>();
  private @Nullable Mark firstProgress;
  private @Nullable Mark lastProgress;
  private @Nullable Mark lastText;

  Recollection(FoldMemory memory) {
    marks = new ArrayList<>(memory.marks());
    controlIds = new ArrayList<>(memory.controlIds());
    memory.folded().forEach(f -> folded.put(f.queue(), f.seq()));
    firstProgress = memory.firstProgress();
    lastProgress = memory.lastProgress();
    lastText = memory.lastText();
  }

  /** Whether the update was new: not one at or below what its queue has had folded. */
  boolean add(Extraction extraction) {
    long through = folded.getOrDefault(extraction.queue(), -1L);
    if (extraction.seq() <= through) {
      return false;
    }
    folded.put(extraction.queue(), extraction.seq());
    String controlId = extraction.controlId();
    if (controlId != null) {
      if (controlIds.contains(controlId)) {
        return true;
      }
      controlIds.add(controlId);
    }
    note(extraction);
    return true;
  }

  private void note(Extraction extraction) {
    String text = Limits.cut(extraction.message(), Limits.RECORD_TEXT);
    Event event = extraction.event();
    Mark spoken = mark(extraction, text);
    if (text != null && (lastText == null || spoken.compareTo(lastText) > 0)) {
      lastText = spoken;
    }
    if (event.isMark()) {
      // Only an end's text belongs to its attempt; the others would make the record long.
      Mark mark = endsAttempt(event) ? spoken : mark(extraction, null);
      int place = Collections.binarySearch(marks, mark);
      marks.add(place < 0 ? -place - 1 : place, mark);
      return;
    }
    Mark silent = mark(extraction, null);
    if (firstProgress == null || silent.compareTo(firstProgress) < 0) {
      firstProgress = silent;
    }
    if (lastProgress == null || silent.compareTo(lastProgress) > 0) {
      lastProgress = silent;
    }
  }

  private static boolean endsAttempt(Event event) {
    return switch (event) {
      case RETRIED, SUCCEEDED, SKIPPED, ERROR, CANCELLED, LOST -> true;
      case SUBMITTED, STARTED, PROGRESS, REPLAYED -> false;
    };
  }

  private static Mark mark(Extraction e, @Nullable String text) {
    return new Mark(e.event(), e.receivedAt(), e.queue(), e.seq(), e.at(), text);
  }

  FoldMemory toMemory() {
    List<Folded> through =
        folded.entrySet().stream().map(f -> new Folded(f.getKey(), f.getValue())).toList();
    return new FoldMemory(marks, firstProgress, lastProgress, lastText, controlIds, through);
  }
}
