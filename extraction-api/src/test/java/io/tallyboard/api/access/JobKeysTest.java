package io.tallyboard.api.access;

import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Records;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class JobKeysTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Inject JobKeys keys;
  @Inject KeyUses uses;

  private String file;
  private TakenJob job;

  @BeforeEach
  void aJobThatItsExtractorHasTaken() throws Exception {
    Calls.awaitReady();
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
    job = TakenJob.on(ResourceRef.file(file));
  }

  private int asked() {
    return with(job.key()).get("/api/v2/files/" + file).statusCode();
  }

  private void ended(JobState state, Duration ago) {
    Records.jobs(
        Jobs.job(job.id())
            .on(ResourceRef.file(file))
            .state(state)
            .finished(Instant.now().minus(ago))
            .build());
  }

  private void keyed(Duration ago) {
    Records.documents(Collections.JOB_KEYS)
        .updateOne(
            Filters.eq("jobId", job.id()), Updates.set("at", Date.from(Instant.now().minus(ago))));
  }

  @Test
  void aKeyThatWasTakenBackOpensNothingAndSaysWhy() {
    assertThat(asked()).isEqualTo(200);
    String why = "Ann cancelled this job: its key opens nothing any more.";
    assertThat(keys.revoke(job.id(), why).await().atMost(SOON)).isTrue();
    with(job.key())
        .get("/api/v2/files/" + file)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", equalTo(why));
    assertThat(keys.revoke(job.id(), why).await().atMost(SOON)).isFalse();
    assertThat(keys.revoke("none", why).await().atMost(SOON)).isFalse();
    await().atMost(SOON).until(() -> use().refused() == 1);
  }

  @Test
  void aKeyExpiresWithItsJobAndAGrace() {
    keyed(Duration.ofHours(9));
    ended(JobState.SUCCEEDED, Duration.ofMinutes(50));
    assertThat(asked()).isEqualTo(200);
    Records.documents(Collections.JOBS).deleteOne(Filters.eq("_id", job.id()));
    ended(JobState.SUCCEEDED, Duration.ofMinutes(70));
    assertThat(asked()).isEqualTo(403);
  }

  @Test
  void aLostOrRetryingJobKeepsIt() {
    keyed(Duration.ofHours(9));
    ended(JobState.LOST, Duration.ofDays(2));
    assertThat(asked()).isEqualTo(200);
    Records.documents(Collections.JOBS).deleteOne(Filters.eq("_id", job.id()));
    ended(JobState.RESUBMITTED, Duration.ofDays(2));
    assertThat(asked()).isEqualTo(200);
  }

  @Test
  void aKeyThatWasMintedAfterTheJobsEndIsGood() {
    ended(JobState.ERROR, Duration.ofDays(2));
    Document stored =
        Records.documents(Collections.JOB_KEYS).find(Filters.eq("jobId", job.id())).first();
    assertThat(stored.getDate("at").toInstant())
        .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    assertThat(asked()).isEqualTo(200);
  }

  private KeyUse use() {
    return uses.of(List.of(job.id()))
        .await()
        .atMost(SOON)
        .getOrDefault(job.id(), new KeyUse(0, 0, 0, Instant.now(), Instant.now()));
  }

  @Test
  void itsUsesAreCounted() {
    Instant before = Instant.now().minusMillis(1);
    for (int run = 0; run < 3; run++) {
      with(job.key()).get("/api/v2/files/" + file + "/metadata").then().statusCode(200);
      asked();
    }
    await().atMost(SOON).until(() -> use().calls() == 6);
    assertThat(use().openings()).isEqualTo(3);
    assertThat(use().firstAt()).isBetween(before, use().lastAt());
    asked();
    await().atMost(SOON).until(() -> use().calls() == 7);
  }
}
