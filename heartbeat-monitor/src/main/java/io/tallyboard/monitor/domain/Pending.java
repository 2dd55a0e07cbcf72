package io.tallyboard.monitor.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Beats that wait for the next write, one entry per instance: the store sees as many writes as there
 * are instances, not beats. Its size is bounded; what does not fit is dropped, for a beat comes again.
 * Safe for use by many threads.
 */
public final class Pending {
  private final int maxInstances;
  private final long maxWeight;
  private final Map<InstanceId, Heard> heard = new LinkedHashMap<>();
  private long weight;

  /**
   * Empty, with room for so much.
   *
   * @param maxWeight of all descriptions together, in characters
   */
  public Pending(int maxInstances, long maxWeight) {
    this.maxInstances = maxInstances;
    this.maxWeight = maxWeight;
  }

  /** False if there is no room. */
  public synchronized boolean add(Heard more) {
    InstanceId id = more.beat().instance();
    Heard before = heard.get(id);
    Heard after = before == null ? more : before.and(more);
    long grown = weight + weight(after) - (before == null ? 0 : weight(before));
    if (grown > maxWeight || (before == null && heard.size() >= maxInstances)) {
      return false;
    }
    weight = grown;
    heard.put(id, after);
    return true;
  }

  public synchronized List<Heard> drain() {
    List<Heard> drained = new ArrayList<>(heard.values());
    heard.clear();
    weight = 0;
    return drained;
  }

  /** Takes back what could not be written. False if there was not room for all. */
  public synchronized boolean putBack(List<Heard> drained) {
    return drained.stream().map(this::add).reduce(true, Boolean::logicalAnd);
  }

  private static long weight(Heard heard) {
    Description description = heard.beat().description();
    return description == null ? 0 : description.info().length();
  }
}
