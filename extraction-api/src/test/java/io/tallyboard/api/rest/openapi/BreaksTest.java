package io.tallyboard.api.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreaksTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .configure(com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_SINGLE_QUOTES, true)
          .configure(
              com.fasterxml.jackson.core.JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES, true);

  /** One call that has a bit of everything; quotes are single so that the changes below read well. */
  private static final String BEFORE =
      """
      {paths: {'/a': {
        get: {
          operationId: 'readA',
          parameters: [
            {name: 'p', in: 'query', schema: {type: 'string'}},
            {name: 'q', in: 'query', schema: {type: 'array', items: {type: 'string', enum: ['A', 'B']}}},
            {name: 'n', in: 'query', schema: {type: 'integer', minimum: 1, maximum: 500}}],
          responses: {'200': {headers: {Location: {}}, content: {'application/json': {schema: {$ref: '#/components/schemas/Answer'}}}},
                      '404': {description: 'gone'}}},
        post: {
          operationId: 'makeA',
          requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/Request'}}, 'text/plain': {}}},
          responses: {'201': {}, '200': {}}}}},
       security: [{key: []}, {cookie: []}],
       components: {schemas: {
         Request: {type: 'object', required: ['x'], properties: {
           x: {type: ['string', 'null']}, y: {type: 'string', maxLength: 9}, z: {$ref: '#/components/schemas/Word'}}},
         Word: {type: 'string', enum: ['U', 'V']},
         Kind: {type: 'string', enum: ['K', 'L'], 'x-grows': true},
         Part: {type: 'object', properties: {parts: {type: 'array', items: {$ref: '#/components/schemas/Part'}}, deep: {type: 'string'}}},
         Answer: {type: 'object', required: ['a'], properties: {
           a: {type: 'string'}, b: {type: 'integer'}, c: {type: 'string', enum: ['X', 'Y']},
           k: {$ref: '#/components/schemas/Kind'}, d: {type: 'string', format: 'date-time'},
           e: {anyOf: [{$ref: '#/components/schemas/Word'}, {type: 'null'}]}, part: {$ref: '#/components/schemas/Part'}}}}}}
      """;

  private static List<String> breaks(String was, String is) throws JsonProcessingException {
    assertThat(BEFORE).contains(was);
    JsonNode after = JSON.readTree(BEFORE.replace(was, is));
    return Breaks.between(JSON.readTree(BEFORE), after);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "get: { | put: { | GET /a is gone",
        "/a | /b | GET /a is gone",
        "readA | getA | another operationId",
        ", {cookie: []} | | is not opened by cookie",
        "{name: 'p', in: 'query', schema: {type: 'string'}}, | | query p is not taken",
        "{name: 'p', | {name: 'p', required: true, | query p must be given now",
        "{name: 'p', | {name: 'p', explode: false, | written in another way",
        "{name: 'p', in: 'query' | {name: 'p', in: 'header' | query p is not taken",
        "in: 'query', schema: {type: 'string'} | in: 'query', schema: {type: 'integer'} | query p cannot be string",
        "in: 'query', schema: {type: 'string'} | in: 'query', schema: {type: 'string', format: 'date'} | format date",
        "in: 'query', schema: {type: 'string'} | in: 'query', schema: {type: 'string', pattern: 'x'} | must look like x",
        "in: 'query', schema: {type: 'string'} | in: 'query', schema: {type: 'string', enum: ['A']} | is limited to",
        "parameters: [ | parameters: [{name: 'new', in: 'query', required: true, schema: {}}, | query new must be given now",
        "['A', 'B'] | ['A'] | cannot be [B]",
        "minimum: 1 | minimum: 2 | refused below 2",
        "maximum: 500 | maximum: 100 | refused above 100",
        "maxLength: 9 | maxLength: 8 | refused above 8",
        "{content: {'application/json': {schema: {$ref: '#/components/schemas/Request'}} | {required: true, content: {'application/json': {schema: {$ref: '#/components/schemas/Request'}} | a body must be sent",
        ", 'text/plain': {} | | text/plain is not taken",
        "required: ['x'] | required: ['x', 'y'] | body.y must be given now",
        "['string', 'null'] | ['string'] | body.x cannot be null",
        "y: {type: 'string', maxLength: 9}, | | body.y is gone",
        "required: ['x'], | required: ['x'], additionalProperties: false, | takes no other fields",
        "{type: 'string', enum: ['U', 'V']} | {type: 'string', enum: ['U']} | body.z cannot be [V]",
        "{type: 'string', enum: ['U', 'V']} | {type: 'string', enum: ['U', 'V', 'W']} | answer 200.e can have values",
        "'201': {}, | | no answer 201",
        "headers: {Location: {}}, | | no header Location",
        "'200': {headers: {Location: {}}, content: {'application/json' | '200': {headers: {Location: {}}, content: {'text/csv' | not given as application/json",
        "b: {type: 'integer'}, | | answer 200.b is gone",
        "b: {type: 'integer'} | b: {type: 'string'} | answer 200.b can now be string",
        "b: {type: 'integer'} | b: {type: 'number'} | answer 200.b can now be number",
        "b: {type: 'integer'} | b: {type: ['integer', 'null']} | answer 200.b can now be null",
        "b: {type: 'integer'} | b: {} | answer 200.b can now be anything",
        "required: ['a'] | required: [] | answer 200.a can be missing now",
        "['X', 'Y'] | ['X', 'Y', 'Z'] | answer 200.c can have values that it could not: [Z]",
        ", format: 'date-time' | | answer 200.d has the format",
        "deep: {type: 'string'} | deep: {type: 'boolean'} | answer 200.part.deep can now be boolean",
        "a: {type: 'string'} | a: {anyOf: [{type: 'string'}, {type: 'null'}]} | answer 200.a can now be null",
      })
  void what_clients_stumble_over_is_found(String was, String is, String expected)
      throws JsonProcessingException {
    assertThat(breaks(was, is == null ? "" : is)).anySatisfy(b -> assertThat(b).contains(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "parameters: [ | parameters: [{name: 'new', in: 'query', schema: {}},",
        "['A', 'B'] | ['A', 'B', 'C']",
        "maximum: 500 | maximum: 1000",
        "minimum: 1 | minimum: 0",
        "maxLength: 9 | maxLength: 10",
        "required: ['x'] | required: []",
        "'404': {description: 'gone'} | '410': {description: 'gone'}",
        "['X', 'Y'] | ['X']",
        "['K', 'L'] | ['K', 'L', 'M']",
        "b: {type: 'integer'} | b: {type: 'integer'}, more: {type: 'string'}",
        "required: ['a'] | required: ['a', 'b']",
        "e: {anyOf: [{$ref: '#/components/schemas/Word'}, {type: 'null'}]} | e: {$ref: '#/components/schemas/Word'}",
        "y: {type: 'string', maxLength: 9} | y: {type: ['string', 'null'], maxLength: 9}",
        "post: { | delete: {operationId: 'removeA', responses: {}}, post: {",
        "description: 'gone' | description: 'no longer there'"
      })
  void what_is_only_added_breaks_nobody(String was, String is) throws JsonProcessingException {
    assertThat(breaks(was, is)).isEmpty();
  }

  @Test
  void a_description_breaks_nothing_of_itself() throws JsonProcessingException {
    assertThat(breaks("readA", "readA")).isEmpty();
  }
}
