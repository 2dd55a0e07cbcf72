package io.tallyboard.monitor.messaging;

import static io.restassured.RestAssured.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.testkit.Servers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = CableResource.class, restrictToAnnotatedClass = true)
class BrokerLostTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Inject ReactiveMongoClient mongo;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  Consumer<Boolean> pullTheCable;

  private final String before = UUID.randomUUID().toString();
  private final String after = UUID.randomUUID().toString();

  @Test
  void broker_that_comes_back_is_listened_to_again_and_its_absence_blames_nobody() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = new Capture(logged);
    Logger.getLogger("").addHandler(handler);
    try {
      await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 200);
      beat(before);
      await().atMost(LONG).until(() -> instance(before) != null);

      pullTheCable.accept(true);
      await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 503);
      Instant blind = Instant.now();
      assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(watched().until()).isBefore(blind);
      beat(UUID.randomUUID().toString());

      pullTheCable.accept(false);
      await().atMost(LONG).until(() -> get("/q/health/ready").statusCode() == 200);
      beat(after);
      await().atMost(LONG).until(() -> instance(after) != null);
      await().atMost(LONG).until(() -> watched().since().isAfter(blind));
      assertThat(instance(before).lastBeat()).isBefore(blind);
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertThat(logged)
        .anyMatch(line -> line.contains("beats cannot be heard"))
        .noneMatch(line -> line.contains("guest:guest"));
  }

  /** By the extractor's own way to the broker, whose cable nobody pulled. */
  private static void beat(String id) {
    try (TestBroker broker = new TestBroker(Servers.get().brokerUri())) {
      broker.beat("{\"id\":\"%s\",\"queue\":\"q\"}".formatted(id));
    }
  }

  private Watched watched() {
    return requireNonNull(find(Collections.WATCHES, Watched.BEATS, Watched.class));
  }

  private @Nullable ExtractorInstance instance(String id) {
    return find(Collections.EXTRACTOR_INSTANCES, id, ExtractorInstance.class);
  }

  private <T> @Nullable T find(String collection, String id, Class<T> type) {
    return mongo
        .getDatabase(database)
        .getCollection(collection, type)
        .find(Filters.eq("_id", id))
        .collect()
        .first()
        .await()
        .indefinitely();
  }

  private static final class Capture extends Handler {
    private final List<String> lines;

    Capture(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLoggerName() + " " + record.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
