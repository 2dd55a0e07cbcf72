package io.tallyboard.api.parameters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.tallyboard.api.domain.Fault;
import io.tallyboard.api.domain.port.ParameterRules;
import io.tallyboard.contract.store.ExtractorInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks parameters by the schema that the extractor itself tells. A schema comes from whoever can beat:
 * nothing that it refers to is fetched, and one that cannot be used refuses no job.
 */
@ApplicationScoped
class SchemaRules implements ParameterRules {
  private static final Logger LOG = Logger.getLogger(SchemaRules.class);
  private static final int MOST_KEPT = 200;
  private static final int MOST_FAULTS = 50;

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .locale(Locale.ENGLISH)
          .build();

  private final ObjectMapper json;
  private final JsonSchemaFactory factory;

  /** The schemas that were asked for last, by their text; empty where one cannot be used. */
  private final Map<String, Optional<JsonSchema>> schemas =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Optional<JsonSchema>> eldest) {
              return size() > MOST_KEPT;
            }
          });

  SchemaRules(ObjectMapper json) {
    this.json = json;
    this.factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
  }

  @Override
  public List<Fault> faults(ExtractorInfo extractor, String parameters) {
    @Nullable String text = extractor.parameters();
    if (text == null) {
      return List.of();
    }
    Optional<JsonSchema> known = schemas.get(text);
    Optional<JsonSchema> schema = known == null ? compile(extractor.name(), text) : known;
    return schema.map(rules -> faults(extractor.name(), text, rules, parameters)).orElse(List.of());
  }

  private Optional<JsonSchema> compile(String extractor, String text) {
    Optional<JsonSchema> compiled;
    try {
      JsonNode schema = SchemaText.schema(json.readTree(text));
      compiled =
          schema.isObject() ? Optional.of(factory.getSchema(schema, CONFIG)) : Optional.empty();
      compiled.ifPresent(JsonSchema::initializeValidators);
    } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
      compiled = unusable(extractor, e);
    }
    schemas.put(text, compiled);
    return compiled;
  }

  private static Optional<JsonSchema> unusable(String extractor, Throwable why) {
    LOG.warnf(
        "the parameters of jobs for %s are not checked, since its schema cannot be used: %s",
        extractor, why.getMessage());
    return Optional.empty();
  }

  private List<Fault> faults(String extractor, String text, JsonSchema schema, String parameters) {
    try {
      return schema.validate(json.readTree(parameters)).stream()
          .limit(MOST_FAULTS)
          .map(SchemaRules::fault)
          .distinct()
          .toList();
    } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
      schemas.put(text, unusable(extractor, e));
      return List.of();
    }
  }

  /** What is missing is pointed at where it should be. */
  private static Fault fault(ValidationMessage message) {
    @Nullable String property = message.getProperty();
    String where = message.getInstanceLocation().toString();
    String pointer =
        property == null
            ? where
            : (where.equals("/") ? "" : where)
                + "/"
                + property.replace("~", "~0").replace("/", "~1");
    return new Fault(pointer, sentence(message.getError()));
  }

  private static String sentence(String error) {
    String text = error.strip();
    return text.isEmpty()
        ? "This does not fit."
        : text.substring(0, 1).toUpperCase(Locale.ENGLISH)
            + text.substring(1)
            + (text.endsWith(".") ? "" : ".");
  }
}
