package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.port.AuditLog;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class AuditTest {
  private static final String PATH = "/v1/audit";

  @Inject AuditLog log;
  @Inject Audit audit;

  @BeforeEach
  void nothingWasDone() {
    Calls.awaitReady();
    Records.documents(Collections.AUDIT).deleteMany(new Document());
  }

  private void did(String who, String action, String target, int second) {
    log.record(
            List.of(
                new AuditEntry(
                    "id-" + second,
                    T0.plusSeconds(second),
                    new UserRef(who, who),
                    action,
                    target,
                    1,
                    null,
                    null)))
        .await()
        .indefinitely();
  }

  private static List<String> all(String query) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      Response page = admin().get(PATH + "?" + query + (next.isEmpty() ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      ids.addAll(page.<List<String>>path("entries.id"));
      next = page.path("next") == null ? "" : page.path("next");
    } while (!next.isEmpty());
    return ids.stream().map(id -> id.substring(3)).toList();
  }

  @Test
  void whatWasDoneIsListedTheNewestFirstAndNarrowed() {
    did("olga", "job.cancel", "job/a", 1);
    did("bob", "job.cancel", "job/b", 2);
    did("olga", "job.rerun", "job/a", 3);
    did("olga", "extractor.pause", "extractor/ncsa.wordcount", 4);
    assertThat(all("limit=2")).containsExactly("4", "3", "2", "1");
    assertThat(all("by=olga&limit=1")).containsExactly("4", "3", "1");
    assertThat(all("action=job.cancel")).containsExactly("2", "1");
    assertThat(all("target=job/a")).containsExactly("3", "1");
    assertThat(all("from=" + T0.plusSeconds(2) + "&to=" + T0.plusSeconds(4)))
        .containsExactly("3", "2");
  }

  @Test
  void anEntrySaysWhoDidWhatToHowMany() {
    Caller olga = new Caller(new UserRef("olga", "Olga"), Role.OPERATOR, "key");
    audit
        .note(olga.user(), "jobs.cancel", "action/7", 214, "Done.", "state=SUBMITTED")
        .await()
        .indefinitely();
    admin()
        .get(PATH)
        .then()
        .body("entries[0].by.name", equalTo("Olga"))
        .body("entries[0].action", equalTo("jobs.cancel"))
        .body("entries[0].target", equalTo("action/7"))
        .body("entries[0].count", equalTo(214))
        .body("entries[0].detail", equalTo("Done."))
        .body("entries[0].filter", equalTo("state=SUBMITTED"));
    audit.note(olga, "job.cancel", "job/x", 1, null).await().indefinitely();
    admin()
        .get(PATH + "?target=job/x")
        .then()
        .body("entries[0]", not(hasKey("filter")))
        .body("entries[0]", not(hasKey("detail")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=tomorrow", "cursor=x", "limit=0", "who=olga"})
  void whatCannotBeReadIsRefused(String query) {
    admin().get(PATH + "?" + query).then().statusCode(400);
  }

  @Test
  void onlyOperatorsSeeIt() {
    Calls.with(Calls.key("sue", "submitter")).get(PATH).then().statusCode(403);
    Calls.with(Calls.key("olga", "operator")).get(PATH).then().statusCode(200);
  }
}
