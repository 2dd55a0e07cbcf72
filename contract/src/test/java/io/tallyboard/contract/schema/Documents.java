package io.tallyboard.contract.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.Heartbeat;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.contract.wire.JobMessage;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.contract.wire.Replay;
import io.tallyboard.contract.wire.StatusUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The documents that have a schema, their examples, and a mapper set as the services set theirs. */
final class Documents {
  static final Map<String, Class<? extends Record>> TYPES =
      Map.ofEntries(
          Map.entry("heartbeat", Heartbeat.class),
          Map.entry("job-message", JobMessage.class),
          Map.entry("status-update", StatusUpdate.class),
          Map.entry("control-update", ControlUpdate.class),
          Map.entry("rejection", Rejection.class),
          Map.entry("replay", Replay.class),
          Map.entry("job-hint", JobHint.class),
          Map.entry("extractor-hint", ExtractorHint.class),
          Map.entry("extraction", Extraction.class),
          Map.entry("job", Job.class),
          Map.entry("extractor-info", ExtractorInfo.class),
          Map.entry("extractor-instance", ExtractorInstance.class),
          Map.entry("submission", Submission.class),
          Map.entry("watched", Watched.class));

  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private Documents() {}

  /** One example file. */
  record Example(String type, String name, JsonNode json) {
    Record decode() throws IOException {
      return JSON.treeToValue(json, TYPES.get(type));
    }

    @Override
    public String toString() {
      return type + "/" + name;
    }
  }

  static Stream<Example> examples(String folder) {
    return list(folder).stream()
        .flatMap(
            type ->
                list(folder + "/" + type.getFileName()).stream()
                    .map(
                        file ->
                            new Example(
                                type.getFileName().toString(),
                                file.getFileName().toString(),
                                read(file))));
  }

  static List<Path> list(String folder) {
    URL url = Documents.class.getResource("/" + folder);
    if (url == null) {
      throw new IllegalArgumentException("no folder " + folder);
    }
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode schemaText(String name) {
    try {
      return JSON.readTree(Documents.class.getResource("/schema/" + name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<ValidationMessage> validate(String type, JsonNode json) {
    return schema(type + ".json").validate(json);
  }

  static JsonSchema schema(String nameAndPointer) {
    return FACTORY.getSchema(
        SchemaLocation.of("classpath:schema/" + nameAndPointer),
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  static JsonSchema metaSchema() {
    return FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
