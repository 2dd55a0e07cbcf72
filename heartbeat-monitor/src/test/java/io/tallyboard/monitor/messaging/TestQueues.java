package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An extractor's queue, and one that its jobs are told by. */
public final class TestQueues implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestBroker broker = new TestBroker(Servers.get().brokerUri());
  private final String jobs = "jobs." + UUID.randomUUID();
  private final String log = "log." + UUID.randomUUID();

  public TestQueues() {
    broker.queue(jobs, Map.of());
    makeLog();
  }

  public String jobs() {
    return jobs;
  }

  public String log() {
    return log;
  }

  public void makeLog() {
    broker.queue(log, Map.of());
  }

  public void removeLog() {
    delete(log);
  }

  /** A process takes jobs. */
  public void consume() {
    try {
      broker.channel.basicConsume(jobs, false, (tag, delivery) -> {}, tag -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the jobs were told since the last time: each thing by its kind and its name. */
  public List<String> told() {
    List<String> told = new ArrayList<>();
    for (byte[] body = broker.take(log); body != null; body = broker.take(log)) {
      try {
        JsonNode update = JSON.readTree(body);
        told.add(update.path("control").asText() + " " + update.path("control_id").asText());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return told;
  }

  private void delete(String queue) {
    try {
      broker.channel.queueDelete(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    delete(jobs);
    delete(log);
    broker.close();
  }
}
