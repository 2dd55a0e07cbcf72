package io.tallyboard.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.Trouble;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import io.tallyboard.contract.wire.JobMessage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record and its schema are one agreement: a change of either alone fails here. */
class SchemasDescribeRecordsTest {
  private static final Map<String, Class<? extends Record>> SHARED =
      Map.ofEntries(
          Map.entry("resource", ResourceRef.class),
          Map.entry("user", UserRef.class),
          Map.entry("request", Request.class),
          Map.entry("span", Span.class),
          Map.entry("attempt", Attempt.class),
          Map.entry("mark", Mark.class),
          Map.entry("place", Place.class),
          Map.entry("opening", FoldMemory.Opening.class),
          Map.entry("run", FoldMemory.RunMemory.class),
          Map.entry("trouble", Trouble.class),
          Map.entry("folded", Folded.class),
          Map.entry("waiting", Waiting.class),
          Map.entry("memory", FoldMemory.class),
          Map.entry("rule", ExtractorInfo.Rule.class),
          Map.entry("revision", ExtractorInfo.Revision.class));

  record Described(String name, JsonNode schema, Class<? extends Record> type) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Listed(JsonNode values, Class<? extends Enum<?>> type) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Stream<Described> records() {
    return Stream.of(
            Documents.TYPES.entrySet().stream()
                .map(
                    e -> new Described(e.getKey(), Documents.schemaText(e.getKey()), e.getValue())),
            SHARED.entrySet().stream()
                .map(e -> new Described("common/" + e.getKey(), shared(e.getKey()), e.getValue())),
            Stream.of(
                new Described(
                    "job-message/source",
                    Documents.schemaText("job-message").at("/properties/source"),
                    JobMessage.Source.class),
                new Described(
                    "job-message/source/id",
                    Documents.schemaText("job-message").at("/properties/source/properties/id"),
                    JobMessage.Id.class)))
        .flatMap(s -> s);
  }

  static Stream<Listed> enums() {
    return Stream.of(
        new Listed(shared("event").path("enum"), Event.class),
        new Listed(shared("source").path("enum"), Source.class),
        new Listed(shared("state").path("enum"), JobState.class),
        new Listed(shared("liveness").path("enum"), Liveness.class),
        new Listed(shared("request").at("/properties/how/enum"), How.class),
        new Listed(shared("span").at("/properties/precision/enum"), Precision.class),
        new Listed(shared("attempt").at("/properties/cause/enum"), Cause.class),
        new Listed(shared("attempt").at("/properties/state/enum"), AttemptState.class),
        new Listed(Documents.schemaText("job").at("/properties/identity/enum"), Identity.class),
        new Listed(
            Documents.schemaText("submission").at("/properties/state/enum"), SubmissionState.class),
        new Listed(shared("waiting").at("/properties/reason/enum"), WaitReason.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_names_exactly_the_fields_of_its_record(Described described) {
    assertThat(described.schema().path("properties").properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(names(described.type(), c -> true));
  }

  @ParameterizedTest
  @MethodSource("records")
  void what_a_record_cannot_do_without_is_required(Described described) {
    Set<String> required =
        StreamSupport.stream(described.schema().path("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(required)
        .containsAll(names(described.type(), c -> !isNullable(c)))
        .isSubsetOf(names(described.type(), c -> true));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void schema_lists_exactly_the_values_of_its_enum(Listed listed) {
    List<String> values =
        StreamSupport.stream(listed.values().spliterator(), false).map(JsonNode::asText).toList();

    assertThat(values)
        .containsExactlyElementsOf(
            Arrays.stream(listed.type().getEnumConstants()).map(Enum::name).toList());
  }

  @Test
  void every_schema_belongs_to_a_record() {
    assertThat(
            Documents.list("schema").stream()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .filter(name -> !name.equals("common")))
        .containsExactlyInAnyOrderElementsOf(Documents.TYPES.keySet());
  }

  @Test
  void schemas_are_valid_by_the_draft_they_name_and_let_later_fields_in() {
    for (var file : Documents.list("schema")) {
      String name = file.getFileName().toString().replace(".json", "");
      ObjectNode schema = (ObjectNode) Documents.schemaText(name);

      assertThat(schema.path("$schema").asText())
          .isEqualTo("https://json-schema.org/draft/2020-12/schema");
      assertThat(Documents.metaSchema().validate(schema)).as(name).isEmpty();
      assertThat(schema.findValues("additionalProperties"))
          .as(name)
          .noneMatch(node -> node.isBoolean() && !node.asBoolean());
    }
  }

  private static JsonNode shared(String name) {
    return Documents.schemaText("common").path("$defs").path(name);
  }

  private static Set<String> names(
      Class<? extends Record> type, Predicate<RecordComponent> predicate) {
    return Arrays.stream(type.getRecordComponents())
        .filter(predicate)
        .map(c -> jsonName(type, c))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String jsonName(Class<? extends Record> type, RecordComponent component) {
    try {
      JsonProperty property =
          type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
      return property == null ? component.getName() : property.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
