package io.tallyboard.monitor;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.monitor.domain.Announcements;
import io.tallyboard.monitor.domain.Announcements.Change;
import io.tallyboard.monitor.domain.Hints;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells each change of an instance's state: first the hint, then that it was told. So a change is told
 * at least once, and by several replicas more than once. Called by one thread at a time, in order.
 *
 * <p>It looks at those that were heard, and at all others no sooner than their silence can have changed
 * anything.
 */
@ApplicationScoped
class Announcer {
  /** What another replica learned may change the time of the next look. */
  private static final Duration LOOK_AT_LEAST = Duration.ofMinutes(1);

  private static final int AT_ONCE = 8;

  private final InstanceStore instances;
  private final Hints hints;
  private final Set<InstanceId> heard = new HashSet<>();
  private @Nullable Instant nextLook;

  Announcer(InstanceStore instances, Hints hints) {
    this.instances = instances;
    this.hints = hints;
  }

  synchronized void heard(List<InstanceId> ids) {
    heard.addAll(ids);
  }

  /**
   * @param now until when we watched ourselves
   */
  Uni<Void> announce(Watched watched, Instant now) {
    Set<InstanceId> ids = takeHeard();
    boolean due = isDue(now);
    return read(ids, due)
        .chain(
            found ->
                tellAll(Announcements.due(found, watched, now))
                    .invoke(() -> looked(found, watched, now, due)))
        .onFailure()
        .invoke(() -> again(ids));
  }

  private Uni<List<ExtractorInstance>> read(Set<InstanceId> ids, boolean due) {
    if (nextLook() == null) {
      return instances.all(); // another life of ours may have left something untold
    }
    Uni<List<ExtractorInstance>> touched =
        ids.isEmpty() ? Uni.createFrom().item(List.of()) : instances.find(ids);
    return due
        ? touched.chain(some -> instances.notOffline().map(others -> together(some, others)))
        : touched;
  }

  private static List<ExtractorInstance> together(
      List<ExtractorInstance> some, List<ExtractorInstance> others) {
    Map<String, ExtractorInstance> byId = new LinkedHashMap<>();
    Stream.concat(some.stream(), others.stream()).forEach(i -> byId.put(i.id(), i));
    return List.copyOf(byId.values());
  }

  private Uni<Void> tellAll(List<Change> changes) {
    return Multi.createFrom()
        .iterable(changes)
        .onItem()
        .transformToUni(this::tell)
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Change change) {
    return hints
        .tell(new ExtractorHint(change.extractor(), change.instance().value(), change.to()))
        .chain(() -> instances.announced(change.instance(), change.from(), change.to()));
  }

  private synchronized Set<InstanceId> takeHeard() {
    Set<InstanceId> taken = Set.copyOf(heard);
    heard.clear();
    return taken;
  }

  private synchronized @Nullable Instant nextLook() {
    return nextLook;
  }

  private synchronized boolean isDue(Instant now) {
    return nextLook == null || !now.isBefore(nextLook);
  }

  private synchronized void looked(
      List<ExtractorInstance> found, Watched watched, Instant now, boolean all) {
    Instant latest = all || nextLook == null ? now.plus(LOOK_AT_LEAST) : nextLook;
    nextLook =
        Announcements.nextDue(found, watched, now)
            .filter(due -> due.isBefore(latest))
            .orElse(latest);
  }

  private synchronized void again(Set<InstanceId> ids) {
    heard.addAll(ids);
    if (nextLook != null) {
      nextLook = Instant.MIN;
    }
  }
}
