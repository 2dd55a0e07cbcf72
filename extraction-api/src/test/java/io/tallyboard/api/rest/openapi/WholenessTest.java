package io.tallyboard.api.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each call is described in full: words, limits, examples that are right, and every error. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class WholenessTest {
  private static final String PROBLEM = "application/problem+json";

  private Described described;
  private SoftAssertions all;

  @BeforeEach
  void read() {
    described = new Described(DescriptionTest.served());
    all = new SoftAssertions();
  }

  private void eachCall(BiConsumer<String, JsonNode> check) {
    Map<String, JsonNode> operations = described.operations();
    assertThat(operations).hasSizeGreaterThan(40);
    operations.forEach(check);
    all.assertAll();
  }

  @Test
  void it_is_openapi_of_today() {
    assertThat(described.document().path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(described.document().path("components").path("securitySchemes").properties())
        .extracting(Map.Entry::getKey)
        .contains("apiKey", "bearer", "session");
  }

  @Test
  void each_call_has_a_name_a_summary_and_a_tag_that_is_explained() {
    Set<String> names = new HashSet<>();
    List<String> tags = new ArrayList<>();
    described.document().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    eachCall(
        (call, operation) -> {
          all.assertThat(operation.path("summary").asText()).as(call).isNotBlank();
          all.assertThat(operation.path("operationId").asText()).as(call).isNotBlank();
          all.assertThat(names.add(operation.path("operationId").asText())).as(call).isTrue();
          all.assertThat(operation.path("tags").size()).as(call).isEqualTo(1);
          all.assertThat(tags).as(call).contains(operation.path("tags").path(0).asText());
        });
  }

  @Test
  void each_parameter_is_explained_with_an_example() {
    eachCall(
        (call, operation) ->
            described
                .parameters(operation)
                .forEach(
                    (name, parameter) -> {
                      String where = call + " " + name;
                      all.assertThat(parameter.path("description").asText()).as(where).isNotBlank();
                      all.assertThat(parameter.has("example")).as(where).isTrue();
                      if (!parameter.path("example").asText("-").isEmpty()) {
                        fits(where, parameter.path("schema"), parameter.path("example"));
                      }
                    }));
  }

  @Test
  void each_body_has_an_example_that_fits() {
    eachCall((call, operation) -> examples(call, operation.path("requestBody").path("content")));
  }

  @Test
  void each_answer_is_explained_with_an_example_that_fits() {
    eachCall(
        (call, operation) ->
            described
                .responses(operation)
                .forEach(
                    (status, answer) -> {
                      String where = call + " " + status;
                      all.assertThat(answer.path("description").asText()).as(where).isNotBlank();
                      if (!call.startsWith("HEAD")) {
                        examples(where, answer.path("content"));
                      }
                    }));
  }

  private void examples(String where, JsonNode content) {
    content
        .properties()
        .forEach(
            type -> {
              JsonNode media = type.getValue();
              List<JsonNode> examples = new ArrayList<>();
              if (media.has("example")) {
                examples.add(media.path("example"));
              }
              media.path("examples").forEach(example -> examples.add(example.path("value")));
              all.assertThat(examples).as(where + " " + type.getKey()).isNotEmpty();
              examples.forEach(
                  example -> fits(where + " " + type.getKey(), media.path("schema"), example));
            });
  }

  private void fits(String where, JsonNode schema, JsonNode example) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.set("components", described.document().path("components"));
    whole.putArray("allOf").add(schema);
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    Set<ValidationMessage> wrong =
        compiled.validate(
            example, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
    all.assertThat(wrong).as(where + " " + example).isEmpty();
  }

  @Test
  void each_error_is_a_problem() {
    eachCall(
        (call, operation) ->
            described
                .responses(operation)
                .forEach(
                    (status, answer) -> {
                      // What is too long for the connection never comes to us.
                      if (status.compareTo("400") >= 0
                          && !status.equals("414")
                          && !call.startsWith("HEAD")) {
                        all.assertThat(Described.keys(answer.path("content")))
                            .as(call + " " + status)
                            .containsExactly(PROBLEM);
                      }
                    }));
  }

  @Test
  void each_call_says_which_errors_it_can_end_in() {
    eachCall(
        (call, operation) -> {
          Set<String> statuses = described.responses(operation).keySet();
          all.assertThat(statuses).as(call).contains("401", "406", "500", "503");
          if (call.contains("{id}")) {
            all.assertThat(statuses).as(call).contains("404");
          }
          if (operation.has("requestBody")) {
            all.assertThat(statuses).as(call).contains("400", "403", "413", "415");
          }
        });
  }
}
