package io.tallyboard.api.guard;

import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that die before they say a word, while one job is the first in their queue. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class HeadGuardTest {
  private Guarded guarded;
  private String extractor;
  private String file;

  @BeforeEach
  void anExtractorThatIsNotThere() throws Exception {
    Calls.awaitReady();
    guarded = new Guarded();
    extractor = "silent." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    guarded.broker.declare(extractor);
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
  }

  @AfterEach
  void close() throws Exception {
    guarded.close();
  }

  private String submitted() throws Exception {
    long before = guarded.broker.depth(extractor);
    String id =
        Calls.submit(ApiServers.ADMIN_KEY, file, extractor)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> guarded.broker.depth(extractor) == before + 1);
    Records.jobs(
        job(id).by(extractor).on(ResourceRef.file(file)).state(JobState.SUBMITTED).build());
    return id;
  }

  /** One process after the other comes, dies, and is never heard of again. */
  private void comeAndGoUntil(String job, String told) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Guarded.cameTo(extractor);
              return !guarded.told(job, told).isEmpty();
            });
  }

  @Test
  void theFirstJobIsToldAndTheOneBehindItIsNot() throws Exception {
    String first = submitted();
    String second = submitted();

    comeAndGoUntil(first, "LOOPING");

    assertThat(guarded.awaitLoop(first))
        .startsWith(
            "5 processes of %s came and went while this job was the first in its queue, and none of them took up anything."
                .formatted(extractor));
    assertThat(guarded.told(second, "LOOPING")).isEmpty();
  }

  @Test
  void itsMessageIsPutAsideAndNoOtherIsTouched() throws Exception {
    guarded.broker.declare(Topology.errorQueue(extractor));
    String first = submitted();
    String second = submitted();

    comeAndGoUntil(first, "ERROR");

    assertThat(guarded.told(first, "LOOPING")).hasSize(1);
    over(first);
    comeAndGoUntil(second, "LOOPING");
    assertThat(guarded.awaitLoop(second))
        .as("not a job is to blame")
        .endsWith("This job waits, and runs when that is mended.");
    assertThat(guarded.told(first, "ERROR").get(0).path("message").asText())
        .contains("put aside into error." + extractor)
        .contains("replayed");
    assertThat(jobsIn(Topology.errorQueue(extractor))).containsExactly(first);
    assertThat(jobsIn(extractor)).containsExactly(second);
  }

  /** As job-tracker hints at it. */
  private void over(String id) throws Exception {
    guarded.broker.hint(job(id).by(extractor).state(JobState.ERROR).build());
  }

  private List<String> jobsIn(String queue) throws Exception {
    long depth = guarded.broker.depth(queue);
    List<Delivery> messages = guarded.broker.consume(queue);
    Broker.awaitSize(messages, (int) depth);
    List<String> ids = new ArrayList<>();
    for (Delivery message : messages) {
      ids.add(new ObjectMapper().readTree(message.getBody()).path("job_id").asText());
    }
    return ids;
  }
}
