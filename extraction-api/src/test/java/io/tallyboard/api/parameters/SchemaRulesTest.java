package io.tallyboard.api.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.domain.Fault;
import io.tallyboard.contract.store.ExtractorInfo;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRulesTest {
  private final SchemaRules rules = new SchemaRules(new ObjectMapper());

  private List<Fault> faults(@Nullable String schema, String parameters) {
    Instant now = Instant.EPOCH;
    String text = schema == null ? null : schema.replace('\'', '"');
    ExtractorInfo info =
        new ExtractorInfo(
            "words", "words", "1", null, null, null, null, List.of(), text, null, 1, List.of(), now,
            now, 1);
    return rules.faults(info, parameters.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'object', 'properties': {'n': {'type': 'integer'}}, 'required': ['n']}",
        "{'$schema': 'http://json-schema.org/draft-07/schema#', 'properties': {'n': {'type': 'integer'}}, 'required': ['n']}",
        "{'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}, 'required': ['n']}}",
        "{'schema': {'n': {'type': 'integer', 'title': 'N', 'required': true}}, 'form': [{'key': 'n'}]}",
        "{'n': {'type': 'integer', 'required': true}}",
        "{'type': 'object', 'properties': {'n': {'type': 'integer', 'required': true}}}"
      })
  void each_way_to_tell_a_schema_is_read(String schema) {
    assertThat(faults(schema, "{'n': 3}")).isEmpty();
    assertThat(faults(schema, "{'n': 'x'}")).extracting(Fault::pointer).containsExactly("/n");
    assertThat(faults(schema, "{}")).extracting(Fault::pointer).containsExactly("/n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'no such type'}",
        "{'type': 17}",
        "{'properties': 3}",
        "{'$ref': 'http://127.0.0.1:1/schema.json'}",
        "{'$ref': 'file:///etc/passwd'}",
        "{'$schema': 'http://127.0.0.1:1/meta.json', 'properties': {'n': {'type': 'integer'}}}",
        "{'$ref': '#'}",
        "{'properties': {'n': {'pattern': '('}}}",
        "{'properties': {'n': {'$ref': '#/$defs/none'}}}",
        "{'$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}, '$ref': '#/$defs/a'}",
        "[]",
        "'text'",
        "{",
        "null",
        "{}",
        "{'schema': []}"
      })
  void a_schema_that_cannot_be_used_refuses_no_job(String schema) {
    assertThat(faults(schema, "{'n': 'x'}")).isEmpty();
    assertThat(faults(schema, "{'n': 'x'}")).isEmpty();
  }

  @Test
  void who_tells_no_schema_takes_all() {
    assertThat(faults(null, "{'n': 3}")).isEmpty();
  }

  @Test
  void what_is_wrong_is_pointed_at() {
    String schema =
        "{'properties': {'a': {'items': {'type': 'string'}}, 'x/y': {'type': 'number'}},"
            + " 'additionalProperties': false}";
    assertThat(faults(schema, "{'a': ['b', 3], 'x/y': 'z', 'more': 1}"))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/a/1", "/x~1y", "/more");
  }

  @Property(tries = 100)
  void no_text_breaks_it(@ForAll String schema) {
    faults(schema, "{}");
  }
}
