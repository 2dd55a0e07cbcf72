package io.tallyboard.api.live;

import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.PrivateExtractors;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.wire.JobHint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The open streams of this replica. */
@ApplicationScoped
class Followers {
  private final Set<Follower> all = ConcurrentHashMap.newKeySet();
  private final Capacity capacity;

  Followers(Capacity capacity) {
    this.capacity = capacity;
  }

  /** Fails with {@link Refused} where there are too many. */
  void add(Follower follower) {
    if (all.size() >= capacity.streams()) {
      throw Refused.notReady("Too many streams are open here; another replica may have room.");
    }
    all.add(follower);
  }

  void remove(Follower follower) {
    all.remove(follower);
    synchronized (this) {
      notifyAll();
    }
  }

  /** Waits until all have left, but not for ever. */
  synchronized void awaitNone(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis();
        left > 0 && !all.isEmpty();
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
      wait(left);
    }
  }

  Collection<Follower> all() {
    return Collections.unmodifiableSet(all);
  }

  boolean areNone() {
    return all.isEmpty();
  }

  int count() {
    return all.size();
  }

  /** Whether any may want what a hint speaks of. */
  boolean mayWant(JobHint hint) {
    return all.stream().anyMatch(f -> f.filter().mayMatch(hint));
  }

  boolean wantExtractors() {
    return all.stream().anyMatch(f -> f.filter().withExtractors());
  }

  List<Follower> of(Job job) {
    return all.stream().filter(f -> wants(f, job)).toList();
  }

  List<Follower> of(ExtractorInfo extractor, Map<String, ExtractorSettings> settings) {
    return all.stream().filter(f -> wants(f, extractor, settings)).toList();
  }

  static boolean wants(Follower follower, Job job) {
    return follower.filter().matches(job)
        && follower.visibility().allows(job.request() == null ? null : job.request().user());
  }

  static boolean wants(
      Follower follower, ExtractorInfo extractor, Map<String, ExtractorSettings> settings) {
    return follower.filter().matches(extractor)
        && PrivateExtractors.maySee(extractor, settings, follower.caller());
  }
}
