package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.testkit.EventStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A client of the stream that may change its replica, and what it knows of all jobs by now. */
final class Following implements AutoCloseable {
  private final String key;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger events = new AtomicInteger();
  private @Nullable EventStream stream;
  private @Nullable String lastId;

  Following(String key) {
    this.key = key;
  }

  /** At this replica from now on, from where it was. */
  Following at(URI api) {
    close();
    EventStream opened =
        EventStream.open(api.resolve("v1/stream?kinds=job"), key, lastId, this::take);
    stream = opened;
    await("the stream has begun")
        .atMost(Duration.ofSeconds(20))
        .until(() -> opened.lastId() != null);
    return this;
  }

  private void take(EventStream.Event event) {
    switch (event.name()) {
      case "job" -> {
        JsonNode job = Board.parse(event.data());
        String id = job.get("id").asText();
        long version = job.get("version").asLong();
        Long before = versions.put(id, version);
        if (before != null && before > version) {
          wrong.add(id + " went back from " + before + " to " + version);
        }
        known.put(id, state(version, job.get("state").asText(), job.get("updates").asLong()));
        events.incrementAndGet();
      }
      case "reset" -> wrong.add("reset " + event.data());
      default -> {}
    }
  }

  private static String state(long version, String state, long updates) {
    return version + " " + state + " " + updates;
  }

  int events() {
    return events.get();
  }

  boolean ended() {
    return stream == null || stream.ended();
  }

  /** In the end it knows of every job what the store has, and was never told less than before. */
  void knowsAllOf(MongoDatabase store) {
    await("all is known")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, String> stored = new ConcurrentHashMap<>();
              store
                  .getCollection(Collections.JOBS)
                  .find()
                  .projection(Projections.include("version", "state", "updates"))
                  .forEach(job -> stored.put(job.getString("_id"), state(job)));
              assertThat(stored).isNotEmpty();
              assertThat(known).isEqualTo(stored);
            });
    assertThat(wrong).isEmpty();
  }

  private static String state(Document job) {
    return state(
        ((Number) job.get("version")).longValue(),
        job.getString("state"),
        ((Number) job.get("updates")).longValue());
  }

  @Override
  public void close() {
    if (stream != null) {
      lastId = stream.lastId() == null ? lastId : stream.lastId();
      stream.close();
    }
  }
}
