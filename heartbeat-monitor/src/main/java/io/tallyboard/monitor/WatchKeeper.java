package io.tallyboard.monitor;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.monitor.config.MonitorConfig;
import io.tallyboard.monitor.domain.Watch.Span;
import io.tallyboard.monitor.domain.WatchStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes how far beats were listened for. Called by one thread at a time, in order. */
@ApplicationScoped
class WatchKeeper {
  private final WatchStore store;

  /** A replica that watches writes each second: what is older than this, nobody watched. */
  private final Duration lapse;

  private volatile @Nullable Instant begun;

  WatchKeeper(WatchStore store, MonitorConfig config) {
    this.store = store;
    this.lapse = config.every().multipliedBy(2);
  }

  /**
   * After all beats that were heard until then are written, or silence would be told where there was
   * none.
   *
   * @return what all replicas together watched
   */
  Uni<Watched> write(Span watched) {
    // Rounded so that neither claims more than was watched.
    Instant since = watched.since().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    Instant until = watched.until().truncatedTo(ChronoUnit.MILLIS);
    Uni<Void> anew =
        since.equals(begun)
            ? Uni.createFrom().voidItem()
            : store.beginAnew(since, since.minus(lapse)).invoke(() -> begun = since);
    return anew.chain(() -> store.extend(since, until));
  }

  /** Whether somebody listened without a break since then. */
  Uni<Boolean> watchedSince(Instant then) {
    return store.read().map(watched -> watched.since().isBefore(then));
  }
}
