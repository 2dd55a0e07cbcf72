package io.tallyboard.api.rest;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Json;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import io.tallyboard.testkit.EventStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is looked through here: all that is told was hinted at. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
@TestProfile(StreamUnderLoadTest.HintsAlone.class)
class StreamUnderLoadTest {
  private static final int CHANGES = 4_000;
  private static final int BATCH = 200;
  private static final int TEXT = 4_000;

  /** The store is looked through so seldom that no test sees it. */
  public static class HintsAlone implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallyboard.api.live.sweep", "1H");
    }
  }

  @TestHTTPResource("/v1/stream?kinds=job")
  URI uri;

  @BeforeEach
  void emptyBoard() {
    Calls.awaitReady();
    Records.documents(Collections.JOBS).deleteMany(new Document());
  }

  /** Each change as soon as it is hinted at: until the queue is bound, a hint is lost. */
  private static void write(Broker broker, Job job) throws Exception {
    Records.written(job, Instant.now());
    broker.hint(job);
  }

  @Test
  void aHintedChangeIsToldAtOnce() throws Exception {
    try (Broker broker = new Broker();
        EventStream stream = EventStream.open(uri, ApiServers.ADMIN_KEY, null)) {
      await().until(() -> !stream.data("hello").isEmpty());
      Job first = job("a").version(1).build();
      Records.written(first, Instant.now());
      await()
          .until(
              () -> {
                broker.hint(first);
                return !stream.data("job").isEmpty();
              });

      write(broker, job("a").version(2).build());
      broker.hint(job("a").version(1).build());
      broker.hint(job("a").version(2).build());
      write(broker, job("b").build());

      await().until(() -> stream.data("job").size() >= 3);
      assertThat(stream.data("job").stream().map(d -> Json.of(d).get("id").asText()))
          .containsExactly("a", "a", "b");
    }
  }

  @Test
  void whoDoesNotReadIsShedWithAMarkAndHoldsUpNobody() throws Exception {
    try (Broker broker = new Broker();
        Socket stuck = new Socket();
        EventStream reading = EventStream.open(uri, ApiServers.ADMIN_KEY, null)) {
      stuck.setReceiveBufferSize(8_192);
      stuck.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
      stuck
          .getOutputStream()
          .write(
              ("GET "
                      + uri.getPath()
                      + "?"
                      + uri.getQuery()
                      + " HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: "
                      + ApiServers.ADMIN_KEY
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> !reading.data("hello").isEmpty());
      await().until(() -> open() == 2);

      for (int from = 0; from < CHANGES; from += BATCH) {
        List<Job> batch =
            IntStream.range(from, from + BATCH)
                .mapToObj(i -> job("j" + i).saying("x".repeat(TEXT)).build())
                .toList();
        Records.written(batch, Instant.now());
        for (Job job : batch) {
          broker.hint(job);
        }
      }

      // A reader that reads is told all of it, once, and was never shed.
      await().atMost(Duration.ofSeconds(60)).until(() -> reading.data("job").size() >= CHANGES);
      assertThat(ids(reading.data("job"))).hasSize(CHANGES);
      assertThat(reading.data("job").size()).isEqualTo(CHANGES);
      assertThat(reading.data("reset")).isEmpty();

      // Of the other's share the sockets hold what they can; the rest was given up, with a mark.
      String received = readUntilQuiet(stuck);
      assertThat(received.length()).isLessThan(CHANGES * TEXT / 2);
      assertThat(received.split("event: reset", -1).length).as("one mark").isEqualTo(2);
      String afterwards = received.substring(received.indexOf("event: reset"));
      assertThat(afterwards.contains("LAGGED")).isTrue();
      assertThat(afterwards.contains("\"id\":\"j" + (CHANGES - 1) + "\"")).isTrue();

      // And it goes on from there.
      write(broker, job("after").build());
      assertThat(readUntilQuiet(stuck)).contains("\"id\":\"after\"");
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> open() == 0);
  }

  private static Set<String> ids(List<String> jobs) {
    return jobs.stream().map(data -> Json.of(data).get("id").asText()).collect(Collectors.toSet());
  }

  private static int open() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("tallyboard_streams_open "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String readUntilQuiet(Socket socket) throws Exception {
    socket.setSoTimeout(2_000);
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[64 << 10];
    try {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        text.append(new String(piece, 0, n, StandardCharsets.UTF_8));
      }
    } catch (java.net.SocketTimeoutException quiet) {
      return text.toString();
    }
    return text.toString();
  }
}
