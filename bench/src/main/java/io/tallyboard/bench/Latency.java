package io.tallyboard.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * From the publish of an update to the first answer over REST that shows it, at a steady rate. What the
 * asking itself takes, and the pause between two questions, is in it.
 */
final class Latency {
  static final int PER_SECOND = 1_000;
  static final int SECONDS = 30;
  static final int WARM_UP_SECONDS = 10;
  static final int SAMPLES_PER_SECOND = 20;
  private static final int SLOWEST = 12;
  static final Duration ASK_EVERY = Duration.ofMillis(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * All times in milliseconds.
   *
   * @param slowest the slowest samples by when they were published: a single pause of any of the
   *     processes shows as several in a row
   */
  record Outcome(
      double publishedPerSecond,
      int samples,
      double p50,
      double p99,
      double max,
      List<Sample> slowest,
      Map<String, Cost> costs) {
    Outcome {
      slowest = List.copyOf(slowest);
    }
  }

  /** One update, published so long after the measuring began, visible so long after that. */
  record Sample(long publishedAt, double visibleAfter) {}

  private final Stage stage;
  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Latency(Stage stage) {
    this.stage = stage;
  }

  Outcome measure() throws Exception {
    try (Services services = Services.start(stage, "latency")) {
      Waiting.untilQuiet();
      return publish(services);
    }
  }

  private Outcome publish(Services services) throws Exception {
    int warmUp = WARM_UP_SECONDS * PER_SECOND;
    int updates = warmUp + SECONDS * PER_SECOND;
    Workload load =
        new Workload(
            stage.options().seed(), 0, updates / Course.UPDATES, Order.INTERLEAVED, Options.QUEUES);
    ExecutorService askers = Executors.newCachedThreadPool();
    try (Connection connection = Queues.connect(stage.broker(), "bench latency")) {
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      List<Future<Sample>> samples = new ArrayList<>();
      int dropped = 0;
      @Nullable Future<Cost.Watch> watch = null;
      Pace pace = Pace.of(PER_SECOND);
      long measured = pace.begin();
      int n = 0;
      for (Workload.Update update : load) {
        if (n == warmUp) {
          // Beside the publishing, which must not wait for it: it takes a few hundred milliseconds.
          watch = askers.submit(services::watch);
          measured = System.nanoTime();
          // The api is warm by then, too, and the asking.
          dropped = samples.size();
        }
        pace.awaitTurn(n);
        long published = System.nanoTime();
        services.queues().publish(channel, update);
        if (n % (PER_SECOND / SAMPLES_PER_SECOND) == 0) {
          long since = published - measured;
          samples.add(
              askers.submit(
                  () -> new Sample(since / 1_000_000, visibleAfter(update, published, services))));
        }
        n++;
      }
      double took = (System.nanoTime() - measured) / 1e9;
      channel.waitForConfirmsOrDie(10_000);
      List<Sample> all = new ArrayList<>();
      for (Future<Sample> sample : samples.subList(dropped, samples.size())) {
        all.add(sample.get());
      }
      return outcome((n - warmUp) / took, all, watch == null ? Map.of() : watch.get().soFar());
    } finally {
      askers.shutdownNow();
    }
  }

  private static Outcome outcome(double rate, List<Sample> samples, Map<String, Cost> costs) {
    Percentiles percentiles =
        new Percentiles(samples.stream().mapToDouble(Sample::visibleAfter).toArray());
    List<Sample> slowest =
        samples.stream()
            .sorted(Comparator.comparing(Sample::visibleAfter).reversed())
            .limit(SLOWEST)
            .sorted(Comparator.comparing(Sample::publishedAt))
            .toList();
    return new Outcome(
        rate,
        percentiles.size(),
        percentiles.at(50),
        percentiles.at(99),
        percentiles.max(),
        slowest,
        costs);
  }

  private double visibleAfter(Workload.Update update, long published, Services services)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(services.api().resolve("v1/jobs/" + update.jobId()))
            .header("X-API-KEY", services.key())
            .timeout(PATIENCE)
            .build();
    while (true) {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      long now = System.nanoTime();
      if (answer.statusCode() == 200) {
        if (mapper.readTree(answer.body()).path("updates").asLong() >= update.number()) {
          return (now - published) / 1e6;
        }
      } else if (answer.statusCode() != 404) {
        throw new IllegalStateException("the api answered " + answer.statusCode());
      }
      if (now - published > PATIENCE.toNanos()) {
        throw new IllegalStateException("not visible after " + PATIENCE + ": " + update.jobId());
      }
      Thread.sleep(ASK_EVERY.toMillis());
    }
  }
}
