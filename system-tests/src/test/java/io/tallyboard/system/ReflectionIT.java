package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each type that is turned into JSON or BSON is registered for reflection: on a JVM nobody would
 * notice one that is not, in a native image it fails at the first message.
 */
@Tag("real")
class ReflectionIT {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "heartbeat-monitor, io.tallyboard.monitor",
    "job-tracker, io.tallyboard.tracker",
    "extraction-api, io.tallyboard.api"
  })
  void every_serialised_type_of_a_service_is_registered(String module, String home) {
    Path root = RealServers.root();
    JavaClasses classes =
        new ClassFileImporter()
            .importPaths(
                root.resolve(module).resolve("target/classes"),
                root.resolve("service-kit/target/classes"),
                root.resolve("contract/target/classes"));
    Set<String> serialised = SerialisedTypes.of(classes, home);
    assertThat(serialised).as("what this test looks at").hasSizeGreaterThan(3);

    assertThat(NativeImage.registered(root.resolve(module))).containsAll(serialised);
  }

  @Test
  void a_type_is_found_wherever_it_shows() {
    JavaClasses sample =
        new ClassFileImporter()
            .importClasses(
                Sample.class,
                Sample.Literal.class,
                Sample.Held.class,
                Sample.Kind.class,
                Sample.Marked.class,
                Sample.Plain.class);

    assertThat(SerialisedTypes.of(sample, "io.tallyboard.system"))
        .containsExactlyInAnyOrder(
            Sample.Literal.class.getName(),
            Sample.Held.class.getName(),
            Sample.Kind.class.getName(),
            Sample.Marked.class.getName());
  }

  /** Types as a service would have them. */
  @SuppressWarnings("unused")
  static final class Sample {
    record Literal(List<Held> held) {}

    record Held(Kind kind) {}

    enum Kind {
      ONE
    }

    record Marked(@JsonProperty("a_field") String field) {}

    record Plain(String neverSerialised) {}

    static Literal read(ObjectMapper mapper, String text) throws Exception {
      return mapper.readValue(text, Literal.class);
    }
  }
}
