package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.ingest.Faults;
import io.tallyboard.tracker.ingest.Ingestions;
import io.tallyboard.tracker.ingest.MemoryJobStore;
import io.tallyboard.tracker.ingest.MemoryQueuePositions;
import io.tallyboard.tracker.ingest.MemoryUpdateLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queue on a broker that is there, read by the real code into a store in memory. */
final class ReadingFixture implements AutoCloseable {
  final String queue = "reading." + UUID.randomUUID();
  final MemoryUpdateLog log = new MemoryUpdateLog(Faults.none());
  final Channel channel;
  private final MemoryJobStore jobs = new MemoryJobStore(Faults.none());
  private final MemoryQueuePositions positions = new MemoryQueuePositions(Faults.none());
  private final String uri;
  private final QueueKind kind;
  private final Connection connection;
  private @Nullable QueueReader reader;

  ReadingFixture(String uri, QueueKind kind) throws Exception {
    this.uri = uri;
    this.kind = kind;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.confirmSelect();
    declare(Map.of());
  }

  void declare(Map<String, Object> more) throws Exception {
    Map<String, Object> arguments = new HashMap<>(more);
    if (kind == QueueKind.STREAM) {
      arguments.put(Topology.QUEUE_TYPE, "stream");
    }
    channel.queueDeclare(queue, true, false, false, arguments);
  }

  void anew() throws Exception {
    anew(Map.of());
  }

  void anew(Map<String, Object> more) throws Exception {
    channel.queueDelete(queue);
    declare(more);
  }

  @Override
  public void close() throws Exception {
    stop();
    channel.queueDelete(queue);
    connection.close();
  }

  /** Stops what reads, and reads with what is there. */
  void start() {
    stop();
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(TrackerConfig.class)
            .withMapping(BrokerConfig.class)
            .addDiscoveredConverters()
            .withDefaultValue("tallyboard.tracker.stream-patience", "PT2S")
            .withDefaultValue("tallyboard.tracker.memory-budget", "2M")
            .withDefaultValue("tallyboard.broker.uri", uri)
            .build();
    TrackerConfig tracker = config.getConfigMapping(TrackerConfig.class);
    var metrics = Ingestions.metrics();
    var started =
        new QueueReader(
            new UpdateQueue(queue, kind, Instant.EPOCH, null),
            new QueueReader.Parts(
                new Broker(config.getConfigMapping(BrokerConfig.class)),
                Ingestions.of(new UpdateDecoder(), log, jobs, metrics, tracker),
                log,
                positions,
                metrics,
                tracker,
                new MemoryBudget(tracker),
                Clock.systemUTC()));
    reader = started;
    started.start();
  }

  void stop() {
    if (reader != null) {
      reader.stop();
    }
  }

  void publish(String text, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      String body =
          ("{\"job_id\":\"j\",\"message_type\":\"StatusMessage.processing\","
                  + "\"message\":\"%s %d\"}")
              .formatted(text, i);
      channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
    }
    channel.waitForConfirmsOrDie(10_000);
  }

  void reads(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(log.all()).hasSize(count));
  }

  /** Until a message says that it was read as it came. */
  void readsAsItComes() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              int next = log.all().size();
              publish("now", next, next + 1);
              reads(next + 1);
              return log.all().get(next).notBefore() == null;
            });
  }

  List<String> ids() {
    return log.all().stream().map(Extraction::id).toList();
  }

  QueuePosition position() {
    return positions.of(queue).await().indefinitely().orElseThrow();
  }
}
