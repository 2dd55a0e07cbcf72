package io.tallyboard.api.support;

import static io.tallyboard.api.support.Calls.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.restassured.http.ContentType;
import io.tallyboard.contract.ResourceRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A job whose message its extractor has taken, with the key that was in it. */
public record TakenJob(String id, String extractor, String key, JsonNode message) {

  public static TakenJob on(ResourceRef resource) throws Exception {
    return on(resource, ApiServers.ADMIN_KEY);
  }

  public static TakenJob on(ResourceRef resource, String submitter) throws Exception {
    String extractor = "taken." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    try (Broker broker = new Broker()) {
      broker.declare(extractor);
      List<Delivery> jobs = broker.consume(extractor);
      String id =
          with(submitter)
              .contentType(ContentType.JSON)
              .body(
                  Map.of(
                      "resource",
                      Map.of("type", resource.type(), "id", resource.id()),
                      "extractor",
                      extractor))
              .post("/v1/jobs")
              .then()
              .statusCode(202)
              .extract()
              .path("id");
      Broker.awaitSize(jobs, 1);
      JsonNode message = new ObjectMapper().readTree(jobs.get(0).getBody());
      return new TakenJob(id, extractor, message.path("secretKey").asText(), message);
    }
  }
}
