package io.tallyboard.api.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.port.JobChanges;
import io.tallyboard.contract.wire.JobHint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells the followers what became of jobs. A hint names a job that changed; those of a few
 * milliseconds are read at once and told. What no hint told is found by the sweep.
 */
@ApplicationScoped
class JobTeller {
  private static final Logger LOG = Logger.getLogger(JobTeller.class);
  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final int MAX_HINTED = 20_000;
  private static final int MAX_READ = 500;

  private final Followers followers;
  private final JobChanges changes;
  private final Cards cards;
  private final Telling telling;
  private final LiveThread thread;
  private final InstantSource clock;
  private final Told told = new Told(Progress.OVERLAP.multipliedBy(3));
  private final Set<String> hinted = new LinkedHashSet<>();
  private boolean gathering;

  JobTeller(
      Followers followers,
      JobChanges changes,
      Cards cards,
      Telling telling,
      LiveThread thread,
      InstantSource clock) {
    this.followers = followers;
    this.changes = changes;
    this.cards = cards;
    this.telling = telling;
    this.thread = thread;
    this.clock = clock;
  }

  void hinted(JobHint hint) {
    if (followers.areNone() || !told.isNews(hint.jobId(), hint.version())) {
      return;
    }
    if (!followers.mayWant(hint)) {
      // Nor will the sweep read it; who begins to follow now reads it for himself.
      told.note(hint.jobId(), hint.version(), clock.instant());
      return;
    }
    synchronized (this) {
      if (hinted.size() < MAX_HINTED) {
        hinted.add(hint.jobId());
      }
      if (gathering) {
        return;
      }
      gathering = true;
    }
    thread.later(GATHERING, this::tellHinted);
  }

  private void tellHinted() {
    thread
        .inTurn(() -> tell(takeHinted()))
        .onFailure()
        .invoke(e -> LOG.debugf("Changes are left to the sweep: %s", e.getMessage()))
        .onTermination()
        .invoke(this::goOn)
        .subscribe()
        .with(done -> {}, failed -> {});
  }

  private synchronized List<String> takeHinted() {
    List<String> taken = new ArrayList<>();
    Iterator<String> each = hinted.iterator();
    while (each.hasNext() && taken.size() < MAX_READ) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }

  private void goOn() {
    synchronized (this) {
      if (hinted.isEmpty()) {
        gathering = false;
        return;
      }
    }
    tellHinted();
  }

  /** Reads and tells these: in their turn. */
  private Uni<Void> tell(List<String> ids) {
    if (ids.isEmpty() || followers.areNone()) {
      return Uni.createFrom().voidItem();
    }
    return changes
        .of(ids)
        .chain(cards::of)
        .invoke(read -> read.forEach(this::tell))
        .replaceWithVoid();
  }

  private void tell(Cards.Card card) {
    ChangedJob changed = card.changed();
    if (told.note(changed.job().id(), changed.job().version(), clock.instant())) {
      telling.job(card, followers.of(changed.job()));
    }
  }

  /** Tells what is not told of these. */
  Uni<Void> tellNews(List<ChangedJob.Version> written) {
    List<String> news =
        written.stream()
            .filter(v -> told.isNews(v.id(), v.version()))
            .map(ChangedJob.Version::id)
            .distinct()
            .toList();
    return Multi.createFrom()
        .iterable(news)
        .group()
        .intoLists()
        .of(MAX_READ)
        .onItem()
        .transformToUniAndConcatenate(ids -> thread.inTurn(() -> tell(ids)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** These need not be told: nobody followed yet. */
  void skip(List<ChangedJob.Version> written) {
    Instant now = clock.instant();
    written.forEach(v -> told.note(v.id(), v.version(), now));
  }

  void forget() {
    told.clear();
  }
}
