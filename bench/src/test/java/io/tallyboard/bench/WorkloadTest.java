package io.tallyboard.bench;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Workload load(Order order) {
    return new Workload(7, 100, 300, order, 2);
  }

  private static List<Workload.Update> all(Workload load) {
    List<Workload.Update> all = new ArrayList<>();
    load.forEach(all::add);
    return all;
  }

  private static List<String> bodies(Workload load) {
    return all(load).stream().map(u -> new String(u.body(), StandardCharsets.UTF_8)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void the_same_seed_gives_the_same_load_and_another_seed_another(Order order) {
    assertThat(bodies(load(order))).isEqualTo(bodies(load(order)));
    assertThat(bodies(load(order)))
        .doesNotContainAnyElementsOf(bodies(new Workload(8, 100, 300, order, 2)));
  }

  @ParameterizedTest
  @EnumSource
  void each_job_has_eight_updates_in_its_own_order_in_one_queue(Order order) {
    Map<String, List<Workload.Update>> byJob =
        all(load(order)).stream().collect(groupingBy(Workload.Update::jobId));
    assertThat(byJob).hasSize(300);
    byJob.forEach(
        (job, updates) -> {
          assertThat(updates)
              .extracting(Workload.Update::number)
              .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
          assertThat(updates)
              .extracting(Workload.Update::queue)
              .containsOnly(updates.get(0).queue());
        });
  }

  @Test
  void both_orders_have_the_same_updates() {
    assertThat(bodies(load(Order.BURSTS)))
        .containsExactlyInAnyOrderElementsOf(bodies(load(Order.INTERLEAVED)))
        .isNotEqualTo(bodies(load(Order.INTERLEAVED)));
  }

  @Test
  void a_burst_is_a_whole_job_and_interleaved_are_up_to_fifty() {
    assertThat(mostOpen(all(load(Order.BURSTS)))).isEqualTo(1);
    // Of the fifty some have not said anything yet.
    assertThat(mostOpen(all(load(Order.INTERLEAVED)))).isBetween(45, 50);
  }

  private static int mostOpen(List<Workload.Update> updates) {
    Set<String> open = new HashSet<>();
    int most = 0;
    for (Workload.Update update : updates) {
      open.add(update.jobId());
      most = Math.max(most, open.size());
      if (update.number() == Course.UPDATES) {
        open.remove(update.jobId());
      }
    }
    return most;
  }

  @Test
  void counts_tell_what_each_queue_gets() {
    Workload load = load(Order.BURSTS);
    int[] counted = new int[2];
    load.forEach(update -> counted[update.queue()]++);
    assertThat(load.counts()).isEqualTo(counted);
    assertThat(counted[0] + counted[1]).isEqualTo(load.updates()).isEqualTo(2_400);
  }

  @Test
  void loads_that_do_not_overlap_have_no_job_in_common() {
    Workload load = load(Order.BURSTS);
    Workload other = Bench.warmUp(load);
    Set<String> ids = new HashSet<>();
    all(load).forEach(u -> ids.add(u.jobId()));
    assertThat(all(other)).noneMatch(u -> ids.contains(u.jobId()));
    assertThat(other.jobs()).isEqualTo(300);
  }

  @Test
  void every_body_is_json_that_names_its_job_and_ids_are_of_version_seven() throws Exception {
    Set<String> courses = new HashSet<>();
    for (int n = 0; n < 300; n++) {
      Run run = load(Order.BURSTS).run(n);
      courses.add(run.course().name());
      assertThat(UUID.fromString(run.jobId()).version()).isEqualTo(7);
      assertThat(UUID.fromString(run.jobId()).variant()).isEqualTo(2);
      for (byte[] body : run.updates()) {
        JsonNode json = JSON.readTree(body);
        assertThat(json.path("job_id").asText()).isEqualTo(run.jobId());
        if (!json.has("control")) {
          assertThat(json.path("status").asText())
              .isEqualTo(json.path("message_type").asText() + ": " + json.path("message").asText());
        }
      }
    }
    assertThat(courses).containsExactlyInAnyOrder("SUCCESS", "RETRIED", "FAILED", "FOREIGN");
  }
}
