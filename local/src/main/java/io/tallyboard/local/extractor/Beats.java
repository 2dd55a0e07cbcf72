package io.tallyboard.local.extractor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every so often that this instance is there: the same message for its whole life, on a
 * connection and a thread of its own. No goodbye at the end, as with pyclowder.
 */
final class Beats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

  private final Connection connection;
  private final Channel channel;
  private final byte[] beat;
  private final ScheduledExecutorService scheduler;
  private final List<Duration> rhythm;
  private int sent;

  /**
   * Begins at once.
   *
   * @param rhythm the times between beats, over and over
   */
  Beats(ConnectionFactory broker, Description description, List<Duration> rhythm)
      throws IOException, TimeoutException {
    this.rhythm = List.copyOf(rhythm);
    connection = broker.newConnection(description.name() + " beats");
    channel = connection.createChannel();
    channel.exchangeDeclare(Topology.HEARTBEATS, BuiltinExchangeType.FANOUT, true);
    beat = beat(description);
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, description.name() + " beats");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.execute(this::send);
  }

  private static byte[] beat(Description description) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", UUID.randomUUID().toString());
    body.put("queue", description.queue());
    body.put("owner", "");
    body.put("extractor_info", description.info());
    return new ObjectMapper().writeValueAsBytes(body);
  }

  /** A beat that fails must not be the last one. On the scheduler's thread only. */
  private void send() {
    Duration pause = rhythm.get(sent++ % rhythm.size());
    // Only the closing of the scheduler ends it.
    var unused = scheduler.schedule(this::send, pause.toMillis(), TimeUnit.MILLISECONDS);
    try {
      channel.basicPublish(Topology.HEARTBEATS, "", null, beat);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a beat could not be sent: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    connection.abort();
  }
}
