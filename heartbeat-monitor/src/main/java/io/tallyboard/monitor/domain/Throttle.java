package io.tallyboard.monitor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the same thing pass once in a while. It remembers a bounded number of things: of more than that
 * at once, some pass again sooner. Safe for use by many threads.
 */
public final class Throttle {
  private static final int REMEMBERED = 10_000;

  private final Duration interval;
  private final Map<String, Instant> passed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Throttle(Duration interval) {
    this.interval = interval;
  }

  public synchronized boolean pass(String thing, Instant now) {
    Instant before = passed.get(thing);
    if (before != null && Duration.between(before, now).abs().compareTo(interval) < 0) {
      return false;
    }
    passed.remove(thing); // so that it is the youngest
    passed.put(thing, now);
    return true;
  }
}
