package io.tallyboard.system;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes a fleet's updates as extractors do, and does not go on before the broker has them. */
final class FleetPublisher implements AutoCloseable {
  private final Connection connection;
  private final Channel channel;
  private final List<FakeFleet.Sent> updates;
  private final AtomicInteger unroutable = new AtomicInteger();
  private int next;

  FleetPublisher(Connection connection, FakeFleet fleet) throws Exception {
    this.connection = connection;
    this.channel = connection.createChannel();
    this.updates = fleet.sent();
    channel.confirmSelect();
    channel.addReturnListener(returned -> unroutable.incrementAndGet());
  }

  /** The next so many updates, or what is left. */
  void publish(int count) throws Exception {
    int end = Math.min(next + count, updates.size());
    for (FakeFleet.Sent update : updates.subList(next, end)) {
      channel.basicPublish(
          "", update.queue(), true, MessageProperties.MINIMAL_PERSISTENT_BASIC, update.bytes());
    }
    channel.waitForConfirmsOrDie(20_000);
    if (unroutable.get() > 0) {
      throw new IllegalStateException(unroutable.get() + " updates found no queue");
    }
    next = end;
  }

  /** These were published before. */
  void skip(int count) {
    next = count;
  }

  void publishRest() throws Exception {
    publish(updates.size() - next);
  }

  int published() {
    return next;
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
