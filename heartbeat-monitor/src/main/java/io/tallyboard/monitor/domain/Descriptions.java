package io.tallyboard.monitor.domain;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The descriptions heard lately, by digest: the least lately heard go first when they grow too many. */
final class Descriptions {
  private final long maxWeight;
  private final Map<String, Description> known = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /**
   * @param maxWeight of all together, in characters
   */
  Descriptions(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  synchronized void put(Description description) {
    Description before = known.put(description.digest(), description);
    weight += weight(description) - (before == null ? 0 : weight(before));
    Iterator<Description> eldest = known.values().iterator();
    while (weight > maxWeight && eldest.hasNext()) {
      weight -= weight(eldest.next());
      eldest.remove();
    }
  }

  synchronized @Nullable Description get(String digest) {
    return known.get(digest);
  }

  private static long weight(Description description) {
    return description.info().length() + 1_000L;
  }
}
