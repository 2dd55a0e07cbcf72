package io.tallyboard.contract.schema;

import static io.tallyboard.contract.schema.Documents.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.contract.schema.Documents.Example;
import io.tallyboard.contract.wire.JobMessage;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others send, and what we store, as files: it must stay readable for ever. */
class GoldenExamplesTest {

  static Stream<Example> golden() {
    return Documents.examples("golden");
  }

  static Stream<Example> decodes() {
    return Documents.examples("decodes");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void golden_example_is_valid_by_its_schema(Example example) {
    assertThat(Documents.validate(example.type(), example.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void golden_example_comes_back_from_its_record_without_loss(Example example) throws IOException {
    Record decoded = example.decode();

    JsonNode encoded = JSON.readTree(JSON.writeValueAsBytes(decoded));

    assertKept(example.json(), encoded, "");
    assertThat(JSON.treeToValue(encoded, decoded.getClass())).isEqualTo(decoded);
    assertThat(Documents.validate(example.type(), encoded)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void field_of_a_later_version_is_ignored(Example example) throws IOException {
    ObjectNode later = example.json().deepCopy();
    later.putObject("ofALaterVersion").put("x", 1);

    assertThat(JSON.treeToValue(later, Documents.TYPES.get(example.type())))
        .isEqualTo(example.decode());
    assertThat(Documents.validate(example.type(), later)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("decodes")
  void older_spelling_decodes_though_we_would_not_write_it(Example example) throws IOException {
    JobMessage message = (JobMessage) example.decode();

    assertThat(message.fileSize()).isEqualTo(12);
    assertThat(message.source().id().resourceType()).isEqualTo("'file");
  }

  @Test
  void every_document_has_a_golden_example() {
    assertThat(golden().map(Example::type).collect(Collectors.toSet()))
        .isEqualTo(Documents.TYPES.keySet());
  }

  @Test
  void job_message_keeps_its_key_out_of_texts() throws IOException {
    for (Example example : golden().filter(e -> e.type().equals("job-message")).toList()) {
      JobMessage message = (JobMessage) example.decode();

      assertThat(message.toString()).contains(message.jobId()).doesNotContain(message.secretKey());
    }
  }

  /** Nulls may be left out, and fields with no value come back as nulls. */
  private static void assertKept(JsonNode expected, JsonNode actual, String at) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              field ->
                  assertKept(
                      field.getValue(), actual.path(field.getKey()), at + "/" + field.getKey()));
    } else if (expected.isNull()) {
      assertThat(actual.isNull() || actual.isMissingNode()).as(at).isTrue();
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(at).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertKept(expected.get(i), actual.get(i), at + "/" + i);
      }
    } else {
      assertThat(actual).as(at).isEqualTo(expected);
    }
  }
}
