package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two processes of extraction-api that get one request many times, at the same time. */
@Real
class RepeatedRequestsIT {
  private static final int CLIENTS = 16;
  private static final int ROUNDS = 12;

  @Test
  void one_key_at_two_processes_at_once_makes_one_job_and_has_one_answer() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (KilledApi api = new KilledApi()) {
      api.launch();
      api.launch();
      List<Board> boards = api.awaitAll();
      Set<String> jobs = new TreeSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        String key = UUID.randomUUID().toString();
        List<String> orders = List.of(order(api, "r" + round), order(api, "another"));
        // In every second round they do not agree about what is asked for.
        int wishes = 1 + round % 2;

        List<HttpResponse<String>> answers =
            atOnce(
                clients,
                client -> submit(boards, client, key, orders.get(client % 4 / 2 % wishes)));

        Set<String> accepted = ids(answers, 202);
        assertThat(accepted).as("round %d: %s", round, answers).hasSize(1);
        jobs.addAll(accepted);
        if (wishes == 1) {
          assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
          assertThat(answers.stream().map(RepeatedRequestsIT::location).distinct()).hasSize(1);
          for (int replica = 0; replica < boards.size(); replica++) {
            assertRefused(submit(boards, replica, key, orders.get(1)));
          }
        } else {
          assertThat(answers)
              .filteredOn(answer -> answer.statusCode() != 202)
              .hasSize(CLIENTS / 2)
              .allSatisfy(RepeatedRequestsIT::assertRefused);
        }
      }

      assertThat(api.submitted()).isEqualTo(jobs).hasSize(ROUNDS);
      api.awaitDone();
      assertThat(api.fake().jobs()).isEqualTo(jobs);
      assertThat(api.fake().repeated()).isEmpty();
    } finally {
      clients.shutdownNow();
    }
  }

  private interface Call {
    HttpResponse<String> by(int client);
  }

  /** All of them wait for one another before they begin. */
  private static List<HttpResponse<String>> atOnce(ExecutorService clients, Call call) {
    CountDownLatch ready = new CountDownLatch(CLIENTS);
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                client ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          ready.countDown();
                          await(ready);
                          return call.by(client);
                        },
                        clients))
            .toList();
    return calls.stream().map(CompletableFuture::join).toList();
  }

  private static void await(CountDownLatch ready) {
    try {
      assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String order(KilledApi api, String dataset) {
    return Board.text(
        Map.of("resource", Map.of("type", "dataset", "id", dataset), "extractor", api.extractor()));
  }

  private static HttpResponse<String> submit(
      List<Board> boards, int client, String key, String order) {
    return Board.send(
        boards
            .get(client % boards.size())
            .request("v1/jobs")
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order)));
  }

  private static Set<String> ids(List<HttpResponse<String>> answers, int status) {
    return answers.stream()
        .filter(answer -> answer.statusCode() == status)
        .map(answer -> Board.parse(answer.body()).path("id").asText())
        .collect(Collectors.toSet());
  }

  private static String location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("Location").orElse("")).getPath();
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode fault = Board.parse(answer.body()).path("errors").path(0);
    assertThat(fault.path("parameter").asText()).isEqualTo("Idempotency-Key");
  }
}
