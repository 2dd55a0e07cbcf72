package io.tallyboard.bench.queries;

import io.tallyboard.bench.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some clients that ask the same, each as soon as it has its last answer. */
final class Clients {
  private static final int LEAST_EACH = 3;

  private Clients() {}

  /** One asking of one client. */
  interface Asking {
    int ask(Random random) throws Exception;
  }

  /**
   * How long answers took.
   *
   * @param perSecond answers to all clients
   */
  record Took(double p50, double p99, double perSecond, int answers) {}

  static Took ask(int clients, Duration time, Callable<Asking> client) throws Exception {
    ExecutorService all = Executors.newFixedThreadPool(clients);
    try {
      long begin = System.nanoTime();
      List<Future<List<Double>>> shares = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int seed = i;
        shares.add(all.submit(() -> share(client.call(), new Random(seed), time)));
      }
      List<Double> millis = new ArrayList<>();
      for (Future<List<Double>> share : shares) {
        millis.addAll(share.get());
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Percentiles percentiles =
          new Percentiles(millis.stream().mapToDouble(Double::doubleValue).toArray());
      return new Took(
          percentiles.at(50), percentiles.at(99), millis.size() / seconds, millis.size());
    } finally {
      all.shutdownNow();
    }
  }

  private static List<Double> share(Asking client, Random random, Duration time) throws Exception {
    List<Double> millis = new ArrayList<>();
    long until = System.nanoTime() + time.toNanos();
    while (millis.size() < LEAST_EACH || System.nanoTime() < until) {
      long asked = System.nanoTime();
      if (client.ask(random) <= 0) {
        throw new IllegalStateException("an empty answer");
      }
      millis.add((System.nanoTime() - asked) / 1e6);
    }
    return millis;
  }
}
