package io.tallyboard.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.contract.Topology;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts bytes on the broker as an extractor would, well-formed or not. */
final class Wire implements AutoCloseable {
  private final Connection connection;
  private final Channel channel;
  private final String updates;

  Wire(Suite suite) throws Exception {
    connection = suite.connect();
    channel = connection.createChannel();
    channel.confirmSelect();
    updates = suite.topology().updateQueue(0);
    // As pyclowder does at its start.
    channel.exchangeDeclare(Topology.HEARTBEATS, "fanout", true);
  }

  void update(byte[] body) throws Exception {
    AMQP.BasicProperties persistent = new AMQP.BasicProperties.Builder().deliveryMode(2).build();
    channel.basicPublish("", updates, true, persistent, body);
    channel.waitForConfirmsOrDie(20_000);
  }

  void update(String body) throws Exception {
    update(body.getBytes(UTF_8));
  }

  /** A regular update with some of its fields replaced; a null takes a field away. */
  void update(String jobId, String word, String text, Map<String, ?> instead) throws Exception {
    update(Board.text(regular(jobId, word, text, instead)));
  }

  private static Map<String, Object> regular(
      String jobId, String word, String text, Map<String, ?> instead) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("file_id", "file-of-" + jobId);
    body.put("extractor_id", "test.wire");
    body.put("job_id", jobId);
    body.put("status", "StatusMessage." + word + ": " + text);
    body.put("start", "2026-03-02T06:00:00-00:00");
    body.put("message_type", "StatusMessage." + word);
    body.put("message", text);
    body.putAll(instead);
    body.values().removeIf(value -> value == Absent.FIELD);
    return body;
  }

  /** So many lines of progress, as fast as the broker takes them. */
  void progress(String jobId, int count, Map<String, ?> instead) throws Exception {
    AMQP.BasicProperties persistent = new AMQP.BasicProperties.Builder().deliveryMode(2).build();
    for (int i = 1; i <= count; i++) {
      byte[] body = Board.text(regular(jobId, "processing", "line " + i, instead)).getBytes(UTF_8);
      channel.basicPublish("", updates, true, persistent, body);
    }
    channel.waitForConfirmsOrDie(60_000);
  }

  void beat(byte[] body) throws Exception {
    channel.basicPublish(Topology.HEARTBEATS, "", null, body);
    channel.waitForConfirmsOrDie(20_000);
  }

  void beat(String body) throws Exception {
    beat(body.getBytes(UTF_8));
  }

  static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Stands for a field that is not sent at all. */
  enum Absent {
    FIELD
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
