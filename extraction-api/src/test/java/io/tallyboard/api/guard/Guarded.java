package io.tallyboard.api.guard;

import static io.tallyboard.api.support.Jobs.T0;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.ExtractorInstance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** What a guard sees, and what it tells. */
final class Guarded implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Broker broker = new Broker();
  private final List<Delivery> updates = broker.updates();

  Guarded() throws Exception {}

  /** A process that comes now, and says no more than that. */
  static void cameTo(String extractor) {
    Instant now = Instant.now();
    Records.instance(
        new ExtractorInstance(
            UUID.randomUUID().toString(),
            extractor,
            extractor,
            "2.0",
            null,
            now,
            now,
            1,
            List.of(),
            null));
  }

  /** Runs of a second each that ended without a word. */
  static List<Attempt> silentRuns(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new Attempt(
                    i,
                    i == 1 ? Cause.FIRST : Cause.REDELIVERED,
                    AttemptState.INTERRUPTED,
                    T0.plusSeconds(i),
                    null,
                    T0.plusSeconds(i + 1),
                    null,
                    null,
                    null))
        .toList();
  }

  /** What was told of a job by control updates of that kind, so far. */
  List<JsonNode> told(String job, String control) {
    List<JsonNode> found = new ArrayList<>();
    for (Delivery update : updates) {
      JsonNode body = read(update);
      if (body.path("job_id").asText().equals(job)
          && body.path("control").asText().equals(control)) {
        found.add(body);
      }
    }
    return found;
  }

  /** That it is in a loop, and why. */
  String awaitLoop(String job) {
    return await("told of " + job)
        .atMost(Duration.ofSeconds(30))
        .until(() -> told(job, "LOOPING").stream().findFirst(), Optional::isPresent)
        .orElseThrow()
        .path("message")
        .asText();
  }

  private static JsonNode read(Delivery update) {
    try {
      return JSON.readTree(update.getBody());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
