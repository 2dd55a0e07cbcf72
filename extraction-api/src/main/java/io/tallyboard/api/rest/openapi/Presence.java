package io.tallyboard.api.rest.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says which fields are always there: those of a record that are not {@link Nullable}. Another is left
 * out, or is null where its record does not leave nulls out.
 */
final class Presence {
  private static final String OURS = "io.tallyboard.";
  private static final String LISTED = "JobListed";
  private static final DotName NAMED =
      DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);

  /** As {@code @NotBlank} has it; what is read of it is another rule for some characters. */
  private static final String NOT_BLANK = "[^\\x00-\\x20]";

  private final IndexView index;
  private final Map<String, List<ClassInfo>> records;

  Presence(IndexView index) {
    this.index = index;
    this.records =
        index.getKnownClasses().stream()
            .map(ClassInfo::name)
            .filter(name -> name.toString().startsWith(OURS))
            // The index is put together from several, and has some classes twice.
            .distinct()
            .map(index::getClassByName)
            .filter(ClassInfo::isRecord)
            .collect(Collectors.groupingBy(Presence::schemaName));
  }

  private static String schemaName(ClassInfo type) {
    return Optional.ofNullable(type.declaredAnnotation(NAMED))
        .map(named -> named.value("name"))
        .map(name -> name.asString())
        .orElseGet(type::simpleName);
  }

  /** What becomes of a field that has no value. */
  private enum Empty {
    NEVER,
    LEFT_OUT,
    NULL
  }

  void mark(OpenAPI api) {
    api.getComponents().getSchemas().forEach(this::mark);
    listed(api.getComponents());
  }

  /** In a list a job may have only the fields that were asked for. */
  private static void listed(Components components) {
    Schema job = schema(components, "JobView");
    components.addSchema(
        LISTED,
        OASFactory.createSchema()
            .description("A job, or those of its fields that were asked for.")
            .addType(SchemaType.OBJECT)
            .properties(job.getProperties())
            .required(List.of("id", "version")));
    schema("jobs", schema(components, "JobPage").getProperties())
        .setItems(OASFactory.createSchema().ref(LISTED));
  }

  private static Schema schema(Components components, String name) {
    return schema(name, components.getSchemas());
  }

  private static Schema schema(String name, Map<String, Schema> among) {
    return Objects.requireNonNull(among.get(name), name);
  }

  private void mark(String name, Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null || !records.containsKey(name)) {
      return;
    }
    properties.values().stream()
        .filter(property -> "\\S".equals(property.getPattern()))
        .forEach(property -> property.setPattern(NOT_BLANK));
    List<Map<String, Empty>> fitting =
        records.get(name).stream()
            .map(this::fields)
            .filter(fields -> fields.keySet().equals(properties.keySet()))
            .toList();
    if (fitting.size() != 1) {
      throw new IllegalStateException(
          "%d records fit the schema %s: give one a name by @Schema"
              .formatted(fitting.size(), name));
    }
    schema.setRequired(
        fitting.get(0).entrySet().stream()
            .filter(field -> field.getValue() == Empty.NEVER)
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
    fitting
        .get(0)
        .forEach(
            (field, empty) -> {
              if (empty == Empty.NULL) {
                schema.addProperty(field, orNull(schema(field, properties)));
              }
            });
  }

  private Map<String, Empty> fields(ClassInfo type) {
    boolean nullsLeftOut =
        Optional.ofNullable(type.declaredAnnotation(JsonInclude.class))
            .filter(include -> include.value().asEnum().startsWith("NON_"))
            .isPresent();
    Map<String, Empty> fields = new LinkedHashMap<>();
    for (RecordComponentInfo component : type.recordComponents()) {
      if (annotation(component, JsonUnwrapped.class) != null) {
        fields.putAll(fields(index.getClassByName(component.type().name())));
      } else {
        boolean always = !component.type().hasAnnotation(DotName.createSimple(Nullable.class));
        fields.put(
            jsonName(component), always ? Empty.NEVER : nullsLeftOut ? Empty.LEFT_OUT : Empty.NULL);
      }
    }
    return fields;
  }

  private static String jsonName(RecordComponentInfo component) {
    AnnotationInstance given = annotation(component, JsonProperty.class);
    return given == null ? component.name() : given.value().asString();
  }

  /** Where the compiler left it: on the component, or on the field that it became. */
  private static @Nullable AnnotationInstance annotation(
      RecordComponentInfo component, Class<?> annotation) {
    DotName name = DotName.createSimple(annotation);
    AnnotationInstance there = component.annotation(name);
    return there == null
        ? component.declaringClass().field(component.name()).annotation(name)
        : there;
  }

  private static Schema orNull(Schema schema) {
    if (schema.getRef() != null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    return schema.getType() == null ? schema : schema.addType(SchemaType.NULL);
  }
}
