package io.tallyboard.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.contract.schema.Documents.Example;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema that accepts everything would pass every golden example: these must not pass. */
class SchemasBiteTest {

  static Stream<Example> broken() {
    return Documents.examples("broken");
  }

  static Stream<Example> golden() {
    return Documents.examples("golden");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void broken_example_is_refused(Example example) {
    assertThat(Documents.validate(example.type(), example.json())).isNotEmpty();
  }

  @Test
  void every_document_has_a_broken_example() {
    assertThat(broken().map(Example::type).collect(Collectors.toSet()))
        .isEqualTo(Documents.TYPES.keySet());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void golden_example_without_a_required_field_is_refused(Example example) {
    for (JsonNode required : Documents.schemaText(example.type()).path("required")) {
      ObjectNode less = example.json().deepCopy();
      less.remove(required.asText());

      assertThat(Documents.validate(example.type(), less)).as("without %s", required).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void golden_example_with_a_field_of_another_type_is_refused(Example example) {
    Documents.schemaText(example.type())
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (example.type().equals("job-message") && property.getKey().equals("parameters")) {
                return; // the user's own: of any type
              }
              ObjectNode other = example.json().deepCopy();
              JsonNode was = other.path(property.getKey());
              if (was.isContainerNode()) {
                other.put(property.getKey(), 17);
              } else {
                other.putArray(property.getKey()).add(17);
              }

              assertThat(Documents.validate(example.type(), other))
                  .as("%s of another type", property.getKey())
                  .isNotEmpty();
            });
  }
}
