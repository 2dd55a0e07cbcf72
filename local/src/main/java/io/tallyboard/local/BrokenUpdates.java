package io.tallyboard.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.local.process.BrokerChoice;
import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What comes over an update queue now and then, and no board could use. */
final class BrokenUpdates {
  private static final List<String> BODIES =
      List.of(
          "Traceback (most recent call last):\n  File \"preview.py\", line 12, in <module>\n"
              + "<img src=x onerror=alert(1)>",
          "[\"status\", \"DONE\"]",
          "{\"status\": \"PROCESSING: 40 of 120 pages\", \"message_type\": \"StatusMessage.processing\"}",
          "{\"status\": \"DONE: Done processing.\", \"message_type\": \"StatusMessage.done\"}",
          "{\"job_id\": {\"$oid\": \"5cdaa1f2e4b0\"}, \"file_id\": \"5cda9f\", \"status\": \"STARTED\"}");

  private BrokenUpdates() {}

  /** On the first update queue, which is there once the API is ready. */
  static void publish(BrokerChoice broker) throws Trouble {
    try (Connection connection = broker.connections().newConnection("tallyboard demo");
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (String body : BODIES) {
        channel.basicPublish(
            "",
            broker.topology().updateQueue(0),
            new BasicProperties.Builder().deliveryMode(2).build(),
            body.getBytes(UTF_8));
      }
      channel.waitForConfirmsOrDie(10_000);
    } catch (IOException | TimeoutException e) {
      throw new Trouble("The demo's broken updates could not be published.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
