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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
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
  private final ScheduledFuture<?> beating;

  Beats(ConnectionFactory broker, Description description, Duration period)
      throws IOException, TimeoutException {
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
    beating =
        scheduler.scheduleAtFixedRate(this::send, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static byte[] beat(Description description) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", UUID.randomUUID().toString());
    body.put("queue", description.queue());
    body.put("owner", "");
    body.put("extractor_info", description.info());
    return new ObjectMapper().writeValueAsBytes(body);
  }

  /** A beat that fails must not be the last one. */
  private void send() {
    try {
      channel.basicPublish(Topology.HEARTBEATS, "", null, beat);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a beat could not be sent: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    beating.cancel(false);
    scheduler.shutdown();
    connection.abort();
  }
}
