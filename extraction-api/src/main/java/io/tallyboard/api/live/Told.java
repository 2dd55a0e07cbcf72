package io.tallyboard.api.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which versions of jobs were told lately, so that neither a hint that comes twice nor a sweep tells
 * them again. What falls out is told again at worst, which does no harm. Safe for use by many threads.
 */
final class Told {
  private static final int MAX = 100_000;

  private final Duration memory;
  private final Map<String, Entry> versions = new LinkedHashMap<>();

  Told(Duration memory) {
    this.memory = memory;
  }

  private record Entry(long version, Instant at) {}

  synchronized boolean isNews(String id, long version) {
    Entry told = versions.get(id);
    return told == null || told.version < version;
  }

  /** Whether this had not been told, and now counts as told. */
  synchronized boolean note(String id, long version, Instant now) {
    if (!isNews(id, version)) {
      return false;
    }
    versions.remove(id);
    versions.put(id, new Entry(version, now));
    forget(now.minus(memory));
    return true;
  }

  private void forget(Instant before) {
    Iterator<Entry> eldest = versions.values().iterator();
    while (eldest.hasNext() && (eldest.next().at.isBefore(before) || versions.size() > MAX)) {
      eldest.remove();
    }
  }

  synchronized void clear() {
    versions.clear();
  }
}
