package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final Report report = new Report(Map.of("store", "a replica set of one"));

  private void add(String part, String jvm, int threads, double seconds) {
    report.add(
        new Result(
            part,
            Order.BURSTS,
            jvm,
            threads,
            2,
            0,
            60_000,
            seconds,
            500,
            Map.of("client", new Cost(1.5, 200))));
  }

  @Test
  void the_floor_is_the_better_number_of_threads_with_one_index() {
    add("a", "warm", 1, 3);
    add("a", "warm", 2, 2);
    add("a-id", "warm", 2, 1);
    add("b", "warm", 0, 3);
    assertThat(report.ratios())
        .singleElement()
        .satisfies(
            ratio -> {
              assertThat(ratio.value()).isEqualTo(2.0 / 3, within(1e-9));
              assertThat(ratio.met()).isTrue();
            });
  }

  @Test
  void cold_is_compared_with_cold_only() {
    add("a", "cold", 1, 2);
    add("b", "warm", 0, 2);
    assertThat(report.ratios()).isEmpty();
  }

  @Test
  void a_goal_that_is_missed_is_said_so_in_the_table_and_in_the_json(@TempDir Path folder)
      throws Exception {
    add("a", "cold", 1, 1);
    add("b", "cold", 0, 2);
    report.add(
        new Latency.Outcome(
            1000, 600, 9, 101, 140, List.of(new Latency.Sample(12_300, 140)), Map.of()));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("a replica set of one")
        .contains("0.50   goal >= 0.60: NOT met")
        .contains("goal p99 <= 100 ms: NOT met")
        .contains("140 at 12.3 s");

    Path file = folder.resolve("report.json");
    report.write(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/results/1/perSecond").asDouble()).isEqualTo(30_000);
    assertThat(json.at("/ratios/0/met").asBoolean()).isFalse();
    assertThat(json.at("/latency/p99").asDouble()).isEqualTo(101);
  }
}
