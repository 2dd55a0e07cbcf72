package io.tallyboard.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * The updates of many jobs in one of two orders. Made as they are asked for, so that a load of any
 * size needs no memory; the same values give the same load.
 *
 * @param first the number of the first job: loads of the same seed that do not overlap have no job in
 *     common
 */
record Workload(long seed, int first, int jobs, Order order, int queues)
    implements Iterable<Workload.Update> {
  static final int OPEN = 50;

  /** One update on its way to the queue of that place. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Update(String jobId, int queue, byte[] body, int number) {}

  int updates() {
    return jobs * Course.UPDATES;
  }

  Run run(int n) {
    return Run.of(seed, first + n, queues);
  }

  /** How many updates go to each queue. */
  int[] counts() {
    int[] counts = new int[queues];
    for (int n = 0; n < jobs; n++) {
      counts[run(n).queue()] += Course.UPDATES;
    }
    return counts;
  }

  @Override
  public Iterator<Update> iterator() {
    return new Updates();
  }

  private static final class Open {
    final Run run;
    int next;

    Open(Run run) {
      this.run = run;
    }
  }

  private final class Updates implements Iterator<Update> {
    private final SplittableRandom random = new SplittableRandom(seed ^ first);
    private final List<Open> open = new ArrayList<>();
    private final int width = order == Order.BURSTS ? 1 : OPEN;
    private int opened;

    @Override
    public boolean hasNext() {
      return !open.isEmpty() || opened < jobs;
    }

    @Override
    public Update next() {
      while (open.size() < width && opened < jobs) {
        open.add(new Open(run(opened++)));
      }
      if (open.isEmpty()) {
        throw new NoSuchElementException();
      }
      int at = random.nextInt(open.size());
      Open one = open.get(at);
      int number = one.next++;
      if (one.next == one.run.updates().size()) {
        open.remove(at);
      }
      return new Update(
          one.run.jobId(), one.run.queue(), one.run.updates().get(number), number + 1);
    }
  }
}
