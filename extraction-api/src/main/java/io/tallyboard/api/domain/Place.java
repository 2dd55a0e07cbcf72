package io.tallyboard.api.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many jobs start before one that waits, if none is added, cancelled or moved: found by playing it
 * through, by the very rule by which they are sent.
 */
public final class Place {
  /** So far it is played; how it goes on from there is reckoned. */
  private static final int PLAYED = 5_000;

  private Place() {}

  /**
   * Of one whose message is in the queue.
   *
   * @param sent of ours, the earliest first, in which it is at this index
   */
  public static long inQueue(int index, int sent, long ready) {
    return Math.max(0, index + ready - sent);
  }

  /**
   * Of one that waits in the store.
   *
   * @param foreign how many messages of others are in the queue
   * @param higher how many wait with a higher priority
   * @param waiting how many each user has waiting with the same priority
   * @param older how many of these are the same user's, and older
   */
  public static long inStore(
      Turns turns,
      Window window,
      List<InFlight> sent,
      long foreign,
      long higher,
      Map<String, Long> waiting,
      String user,
      long older) {
    Map<String, Long> left = new HashMap<>(waiting);
    left.values().removeIf(count -> count <= 0);
    Turns line = turns.with(left.keySet().stream().sorted().toList());
    Deque<String> queue = new ArrayDeque<>();
    sent.forEach(job -> queue.add(job.user()));
    long before = 0;
    long own = older;
    for (int step = 0; step < PLAYED; step++) {
      Map<String, Integer> inQueue = new HashMap<>();
      queue.forEach(each -> inQueue.merge(each, 1, Integer::sum));
      if (queue.size() >= window.size()) {
        queue.poll();
        continue;
      }
      List<String> next = line.next(left.keySet(), inQueue, 1);
      if (next.isEmpty()) {
        break;
      }
      String who = next.get(0);
      if (who.equals(user) && own-- == 0) {
        return sent.size() + foreign + higher + before;
      }
      before++;
      queue.add(who);
      line = line.served(List.of(who), left.keySet());
      left.computeIfPresent(who, (u, count) -> count > 1 ? count - 1 : null);
    }
    long round = Math.max(0, own) + 1;
    long others =
        left.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(user))
            .mapToLong(entry -> Math.min(entry.getValue(), round))
            .sum();
    return sent.size() + foreign + higher + before + Math.max(0, own) + others;
  }
}
