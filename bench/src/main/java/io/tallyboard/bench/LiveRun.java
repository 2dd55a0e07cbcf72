package io.tallyboard.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * From the publish of an update to the client of the stream that shows it, at a steady rate: of every
 * update, not only of some.
 */
final class LiveRun {
  static final int PER_SECOND = Latency.PER_SECOND;
  static final int SECONDS = Latency.SECONDS;
  private static final int WARM_UP_SECONDS = Latency.WARM_UP_SECONDS;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * All times in milliseconds.
   *
   * @param idle how many other streams were open, which this was not for
   * @param events how many came for all these updates: of several within a moment one event tells
   */
  record Outcome(
      int idle,
      double publishedPerSecond,
      int samples,
      int events,
      double p50,
      double p99,
      double max,
      Map<String, Cost> costs) {}

  private final Stage stage;

  LiveRun(Stage stage) {
    this.stage = stage;
  }

  Outcome measure(int idle) throws Exception {
    List<Socket> others = new ArrayList<>();
    try (Services services = Services.start(stage, "live");
        Follower follower = Follower.follow(services.api(), services.key())) {
      for (int n = 0; n < idle; n++) {
        others.add(idle(services.api(), services.key()));
      }
      Waiting.untilQuiet();
      return publish(services, follower, idle);
    } finally {
      for (Socket other : others) {
        other.close();
      }
    }
  }

  /** A stream of which nothing is to be told, with its first byte here. */
  private static Socket idle(URI api, String key) throws IOException {
    Socket socket = new Socket(api.getHost(), api.getPort());
    String request =
        "GET /v1/stream?resource=file/none HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: %s\r\n\r\n"
            .formatted(key);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    if (!new String(status, StandardCharsets.US_ASCII).endsWith(" 200")) {
      throw new IllegalStateException(
          "no stream: " + new String(status, StandardCharsets.US_ASCII));
    }
    return socket;
  }

  private record Sent(String jobId, int number, long at) {}

  private Outcome publish(Services services, Follower follower, int idle) throws Exception {
    int warmUp = WARM_UP_SECONDS * PER_SECOND;
    int updates = warmUp + SECONDS * PER_SECOND;
    Workload load =
        new Workload(
            stage.options().seed(), 0, updates / Course.UPDATES, Order.INTERLEAVED, Options.QUEUES);
    List<Sent> sent = new ArrayList<>(updates);
    @Nullable CompletableFuture<Cost.Watch> watch = null;
    int before = 0;
    double took;
    try (Connection connection = Queues.connect(stage.broker(), "bench live")) {
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      Pace pace = Pace.of(PER_SECOND);
      long measured = pace.begin();
      int n = 0;
      for (Workload.Update update : load) {
        if (n == warmUp) {
          measured = System.nanoTime();
          before = follower.events();
          // Beside the publishing, which must not wait for it: it takes a few hundred milliseconds.
          watch = CompletableFuture.supplyAsync(services::watch);
        }
        pace.awaitTurn(n);
        long now = System.nanoTime();
        services.queues().publish(channel, update);
        if (n >= warmUp) {
          sent.add(new Sent(update.jobId(), update.number(), now));
        }
        n++;
      }
      took = (System.nanoTime() - measured) / 1e9;
      channel.waitForConfirmsOrDie(10_000);
    }
    Waiting.until(
        "all is seen",
        PATIENCE,
        Duration.ofMillis(50),
        () -> sent.stream().allMatch(s -> follower.seenAt(s.jobId(), s.number()) > 0));
    if (follower.resets() > 0) {
      throw new IllegalStateException("the client was shed " + follower.resets() + " times");
    }
    Percentiles percentiles =
        new Percentiles(
            sent.stream()
                .mapToDouble(s -> (follower.seenAt(s.jobId(), s.number()) - s.at()) / 1e6)
                .toArray());
    return new Outcome(
        idle,
        sent.size() / took,
        percentiles.size(),
        follower.events() - before,
        percentiles.at(50),
        percentiles.at(99),
        percentiles.max(),
        watch == null ? Map.of() : watch.get().soFar());
  }
}
