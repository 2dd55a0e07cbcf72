package io.tallyboard.api.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is next, among users whose jobs have the same priority: who has the fewest jobs in the
 * extractor's queue, and of those who have as few, who was served longest ago. So one who comes new
 * waits for no more than what is in the queue, however many jobs others have; and since each one
 * served goes to the line's end, whoever keeps coming keeps nobody waiting.
 *
 * @param line users by the time they were served last, the longest ago first
 */
public record Turns(List<String> line) {
  /** Whom to remember: more are not waiting for one queue at a time. */
  static final int REMEMBERED = 1_000;

  public Turns {
    line = List.copyOf(line);
  }

  public static Turns none() {
    return new Turns(List.of());
  }

  /** Those that come new stand behind those that are known, in the order in which they are given. */
  public Turns with(Collection<String> waiting) {
    Set<String> known = new HashSet<>(line);
    List<String> longer = new ArrayList<>(line);
    waiting.stream().filter(known::add).forEach(longer::add);
    return new Turns(longer);
  }

  /**
   * Whose jobs are sent next, one entry a job.
   *
   * @param waiting users with jobs that wait, each of them in the line
   * @param inQueue how many jobs each has in the extractor's queue
   */
  public List<String> next(Collection<String> waiting, Map<String, Integer> inQueue, int room) {
    Map<String, Integer> counts = new HashMap<>();
    Set<String> candidates = new HashSet<>(waiting);
    List<String> order = new ArrayList<>(line.stream().filter(candidates::contains).toList());
    order.forEach(user -> counts.put(user, inQueue.getOrDefault(user, 0)));
    List<String> chosen = new ArrayList<>();
    while (chosen.size() < room && !order.isEmpty()) {
      // The first of equals, in the line's order.
      String user = order.stream().min(Comparator.comparingInt(counts::get)).orElseThrow();
      chosen.add(user);
      counts.merge(user, 1, Integer::sum);
      order.remove(user);
      order.add(user);
    }
    return List.copyOf(chosen);
  }

  /**
   * After these were served, in this order. Who has nothing waiting is forgotten where the line gets
   * long.
   */
  public Turns served(List<String> users, Collection<String> waiting) {
    Set<String> order = new LinkedHashSet<>(line);
    users.forEach(
        user -> {
          order.remove(user);
          order.add(user);
        });
    if (order.size() > REMEMBERED) {
      order.retainAll(Set.copyOf(waiting));
    }
    return new Turns(List.copyOf(order));
  }
}
