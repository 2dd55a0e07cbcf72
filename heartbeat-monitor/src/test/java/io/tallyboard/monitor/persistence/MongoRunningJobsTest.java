package io.tallyboard.monitor.persistence;

import static io.tallyboard.monitor.persistence.OtherServices.LOG;
import static io.tallyboard.monitor.persistence.OtherServices.doubted;
import static io.tallyboard.monitor.persistence.OtherServices.job;
import static io.tallyboard.monitor.persistence.OtherServices.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.monitor.domain.PlacedJob;
import io.tallyboard.monitor.domain.RunningJob;
import io.tallyboard.monitor.domain.RunningJobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found of running jobs, of records as the other services write them. */
class MongoRunningJobsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private TestStore store;
  private OtherServices others;
  private RunningJobs jobs;

  @BeforeEach
  void open() {
    store = new TestStore();
    others = store.others();
    jobs = store.runningJobs();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void job_of_ours_is_told_of_where_it_was_sent_from() {
    others.write(running("a", NOON));
    others.sent("a", "ncsa.wordcount", "updates.3");
    others.extractor("ncsa.wordcount", "elsewhere by now");

    assertThat(now())
        .containsExactly(
            new PlacedJob(
                new RunningJob(
                    "a",
                    ResourceRef.file("f"),
                    "ncsa.wordcount",
                    1,
                    NOON,
                    null,
                    List.of(),
                    List.of(LOG)),
                "ncsa.wordcount",
                true,
                "updates.3"));
  }

  @Test
  void doubt_that_stands_against_it_is_known_with_the_verdicts_that_it_counted() {
    others.write(doubted(running("a", NOON), "suspect:a:1:0"));
    others.sent("a", "q", "updates.3");

    RunningJob job = now().get(0).job();
    assertThat(job.trouble()).isEqualTo(Event.SUSPECT);
    assertThat(job.controlIds()).containsExactly("suspect:a:1:0");
  }

  @Test
  void job_of_another_system_is_looked_for_at_its_extractors_queue() {
    others.write(running("b", NOON));
    others.extractor("ncsa.wordcount", "q");
    assertThat(now()).as("there is no log to tell it by").isEmpty();

    others.updateQueue("updates.0");

    assertThat(now())
        .extracting(PlacedJob::queue, PlacedJob::ours, PlacedJob::updateQueue)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("q", false, "updates.0"));
  }

  @Test
  void job_of_another_system_whose_extractor_was_never_heard_has_no_place() {
    others.write(running("b", NOON));
    others.updateQueue("updates.0");

    assertThat(now()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(JobState.class)
  void only_what_runs_is_looked_at(JobState state) {
    others.write(job("a", "ncsa.wordcount", state, NOON, Identity.GIVEN, false, null));
    others.sent("a", "q", "updates.0");

    boolean runs = state == JobState.STARTED || state == JobState.PROCESSING;
    assertThat(now()).hasSize(runs ? 1 : 0);
  }

  @Test
  void what_was_inferred_or_imported_or_names_no_extractor_gets_no_verdict() {
    others.write(job("i", "x", JobState.STARTED, NOON, Identity.INFERRED, false, null));
    others.write(job("p", "x", JobState.STARTED, NOON, Identity.GIVEN, true, null));
    others.write(job("n", null, JobState.STARTED, NOON, Identity.GIVEN, false, null));
    for (String id : List.of("i", "p", "n")) {
      others.sent(id, "q", "updates.0");
    }

    assertThat(now()).isEmpty();
  }

  @Test
  void what_was_learned_of_a_job_is_kept_while_it_runs_and_no_longer() {
    others.write(running("a", NOON));
    assertThat(now()).as("nobody knows it").isEmpty();
    others.sent("a", "q", "updates.0");
    assertThat(now()).as("it was asked for already").isEmpty();

    others.remove("a");
    assertThat(now()).isEmpty();
    others.write(running("a", NOON));

    assertThat(now()).hasSize(1);
  }

  @Test
  void logs_tell_how_far_they_are_read_by_each_name_that_jobs_have_for_them() {
    others.read("updates.0", NOON);
    others.position(
        new QueuePosition("updates.1", 1, null, NOON, NOON.plusSeconds(1), null, 2, null));
    others.position(new QueuePosition("updates.2", 1, null, NOON, null, null, null, null));

    assertThat(jobs.read().await().indefinitely())
        .isEqualTo(
            Map.of(
                "updates.0",
                NOON,
                "updates.0~0",
                NOON,
                "updates.1",
                NOON.plusSeconds(1),
                "updates.1~2",
                NOON.plusSeconds(1)));
  }

  private List<PlacedJob> now() {
    return jobs.now().await().indefinitely();
  }
}
