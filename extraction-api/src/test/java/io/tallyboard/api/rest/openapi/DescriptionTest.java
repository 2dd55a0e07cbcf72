package io.tallyboard.api.rest.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import org.junit.jupiter.api.Test;

/** The description that the service gives of itself, against those that are kept with the sources. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class DescriptionTest {

  static JsonNode served() {
    return Recorded.parse(given().queryParam("format", "json").get("/q/openapi").asString());
  }

  @Test
  void what_is_described_is_what_was_recorded() {
    if (Recorded.TODAY.written()) {
      Recorded.TODAY.write(served());
    }
    assertThat(Recorded.ordered(served()))
        .as(
            """
            The interface is described in another way than docs/openapi.json has it. If that is meant, look at the difference that this makes:
              %s
            """,
            Recorded.TODAY.command())
        .isEqualTo(Recorded.TODAY.text());
  }

  @Test
  void nothing_breaks_that_was_released() {
    if (Recorded.RELEASED.written()) {
      Recorded.RELEASED.write(served());
    }
    assertThat(Breaks.between(Recorded.RELEASED.read(), served()))
        .as(
            """
            Clients of the released interface would stumble over this. Add something beside what is there, or a /v2; at a release, promise what is there now:
              %s
            """,
            Recorded.RELEASED.command())
        .isEmpty();
  }
}
