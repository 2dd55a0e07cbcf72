package io.tallyboard.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.local.process.BrokerChoice;
import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Status updates as older extractors sent them: no job id, and no kind but in the text. */
final class PastUpdates {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<Past> HISTORY =
      List.of(
          new Past("ncsa.wordcount", "2019-05-14T09:30:02-05:00", "STARTED: Started processing."),
          new Past("ncsa.wordcount", "2019-05-14T09:30:03-05:00", "PROCESSING: Downloading file."),
          new Past("ncsa.wordcount", "2019-05-14T09:30:09-05:00", "DONE: Done processing."),
          new Past("ncsa.file.digest", "2019-05-14T09:30:05-05:00", "STARTED: Started processing."),
          new Past(
              "ncsa.file.digest", "2019-05-14T09:30:06-05:00", "ERROR: No space left on device"),
          new Past("ncsa.file.digest", "2019-08-02T16:12:40-05:00", "STARTED: Started processing."),
          new Past(
              "ncsa.file.digest", "2019-08-02T16:12:44-05:00", "PROCESSING: SHA-512 of 1 file"),
          new Past("ncsa.file.digest", "2019-08-02T16:13:01-05:00", "DONE"));

  private PastUpdates() {}

  private record Past(String extractor, String start, String status) {}

  /** On the first update queue, which is there once the API is ready. */
  static void publish(BrokerChoice broker, List<String> fileIds) throws Trouble {
    String queue = broker.topology().updateQueue(0);
    try (Connection connection = broker.connections().newConnection("tallyboard demo");
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (String fileId : fileIds) {
        for (Past past : HISTORY) {
          channel.basicPublish("", queue, properties(), body(past, fileId));
        }
      }
      channel.waitForConfirmsOrDie(10_000);
    } catch (IOException | TimeoutException e) {
      throw new Trouble("The demo's past updates could not be published.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static BasicProperties properties() {
    return new BasicProperties.Builder().deliveryMode(2).build();
  }

  private static byte[] body(Past past, String fileId) throws IOException {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("file_id", fileId);
    body.put("extractor_id", past.extractor());
    body.put("status", past.status());
    body.put("start", past.start());
    return JSON.writeValueAsBytes(body);
  }
}
