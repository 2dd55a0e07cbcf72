package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tallyboard.contract.store.ExtractorInfo.Rule;
import io.tallyboard.monitor.domain.Reading.Partial;
import io.tallyboard.monitor.domain.Reading.Unusable;
import io.tallyboard.monitor.domain.Reading.Usable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BeatReaderTest {
  private static final BeatReader READER = new BeatReader(Object::toString);

  @Test
  void beat_of_pyclowder_is_read_whole() {
    Description read =
        described(
            Map.of(
                "id", "1a73dc88",
                "queue", "ncsa.wordcount",
                "owner", "",
                "extractor_info",
                    Map.of(
                        "name", "ncsa.wordcount",
                        "version", "2.0",
                        "description", "Counts words.",
                        "author", "Rob",
                        "repository", List.of(Map.of("repType", "git")),
                        "process", Map.of("file", List.of("text/*", "application/json")))));

    assertThat(read.name()).isEqualTo(new ExtractorName("ncsa.wordcount"));
    assertThat(read.queue()).isEqualTo("ncsa.wordcount");
    assertThat(read.version()).isEqualTo("2.0");
    assertThat(read.description()).isEqualTo("Counts words.");
    assertThat(read.author()).isEqualTo("Rob");
    assertThat(read.owner()).isNull();
    assertThat(read.process())
        .containsExactly(new Rule("file", "text/*"), new Rule("file", "application/json"));
  }

  @Test
  void secrets_are_taken_out_of_a_description_and_its_fields_are_not() {
    Description read =
        described(
            Map.of(
                "id", "1a73dc88",
                "queue", "private.KEY.e",
                "extractor_info",
                    Map.of(
                        "name", "e",
                        "unique_key", "KEY",
                        "description", "Calls http://h/f?key=s3cr3t-Val first.",
                        "repository",
                            List.of(Map.of("repUrl", "https://ann:s3cr3t-Val@h/r.git", "n", 3)),
                        "parameters", Map.of("key", "a name", "help", "token=s3cr3t-Val"))));

    assertThat(read.description()).isEqualTo("Calls http://h/f?key=[hidden] first.");
    assertThat(read.uniqueKey()).isEqualTo("KEY");
    assertThat(read.info())
        .contains("https://ann:[hidden]@h/r.git", "unique_key=KEY", "n=3")
        .doesNotContain("s3cr3t");
    assertThat(read.parameters()).contains("key=a name", "help=token=[hidden]");
  }

  @Test
  void numbers_are_taken_where_texts_are_expected() {
    Reading reading =
        READER.read(
            Map.of(
                "id",
                17,
                "queue",
                4.5,
                "extractor_info",
                Map.of("name", 12, "version", new BigDecimal("1.10"))));

    assertThat(reading).isInstanceOf(Usable.class);
    Beat beat = ((Usable) reading).beat();
    assertThat(beat.instance()).isEqualTo(new InstanceId("17"));
    assertThat(beat.queue()).isEqualTo("4.5");
    assertThat(beat.version()).isEqualTo("1.10");
  }

  static List<List<Object>> processes() {
    return List.of(
        List.of("text/*", List.of(new Rule("file", "text/*"))),
        List.of(
            List.of("text/*", "image/*"),
            List.of(new Rule("file", "text/*"), new Rule("file", "image/*"))),
        List.of(Map.of("dataset", "file.added"), List.of(new Rule("dataset", "file.added"))),
        List.of(
            Map.of("metadata", List.of("added.file")), List.of(new Rule("metadata", "added.file"))),
        List.of(
            Map.of("file", Arrays.asList("a/b", 3, null, Map.of(), " ", "a/b")),
            List.of(new Rule("file", "a/b"), new Rule("file", "3"))),
        List.of(Map.of("file", Map.of("x", 1)), List.of()),
        List.of(true, List.of(new Rule("file", "true"))),
        List.of(Map.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void process_is_read_in_any_shape(List<Object> processAndRules) {
    Map<String, Object> info = Map.of("name", "x", "process", processAndRules.get(0));

    assertThat(described(Map.of("id", "i", "queue", "q", "extractor_info", info)).process())
        .isEqualTo(processAndRules.get(1));
  }

  @Test
  void private_extractor_has_an_entry_of_its_own() {
    Map<String, Object> withKey = Map.of("name", "ncsa.wordcount", "unique_key", "0123");
    Map<String, Object> without = Map.of("name", "ncsa.wordcount");
    String queue = "private.0123.ncsa.wordcount";

    assertThat(described(Map.of("id", "i", "queue", queue, "extractor_info", withKey)).name())
        .isEqualTo(new ExtractorName(queue));
    assertThat(described(Map.of("id", "i", "queue", queue, "extractor_info", without)).name())
        .isEqualTo(new ExtractorName(queue));
    assertThat(described(Map.of("id", "i", "queue", "other", "extractor_info", without)).name())
        .isEqualTo(new ExtractorName("ncsa.wordcount"));
  }

  static List<Map<String, Object>> undescribed() {
    return List.of(
        Map.of("id", "i", "queue", "q"),
        Map.of("id", "i", "queue", "q", "extractor_info", "ncsa.wordcount"),
        Map.of("id", "i", "queue", "q", "extractor_info", List.of(Map.of("name", "x"))),
        Map.of("id", "i", "queue", "q", "extractor_info", Map.of("version", "1")),
        Map.of("id", "i", "queue", "q", "extractor_info", Map.of("name", " ")),
        Map.of("id", "i", "queue", "q", "extractor_info", Map.of("name", "n".repeat(257))));
  }

  @ParameterizedTest
  @MethodSource("undescribed")
  void beat_without_a_description_counts_for_its_instance(Map<String, Object> beat) {
    assertThat(READER.read(beat))
        .asInstanceOf(type(Partial.class))
        .satisfies(
            partial -> assertThat(partial.refusal().reason()).isEqualTo(Reason.NO_EXTRACTOR_INFO))
        .extracting(Partial::beat)
        .satisfies(
            kept -> {
              assertThat(kept.instance()).isEqualTo(new InstanceId("i"));
              assertThat(kept.queue()).isEqualTo("q");
              assertThat(kept.description()).isNull();
            });
  }

  @Test
  void beat_without_a_queue_is_taken_to_use_its_name() {
    assertThat(READER.read(Map.of("id", "i", "extractor_info", Map.of("name", "x"))))
        .asInstanceOf(type(Partial.class))
        .satisfies(
            partial -> {
              assertThat(partial.refusal().reason()).isEqualTo(Reason.NO_QUEUE);
              assertThat(partial.beat().queue()).isEqualTo("x");
              assertThat(partial.beat().description()).isNotNull();
            });
  }

  static List<Map<String, Object>> nameless() {
    return List.of(
        Map.of(),
        Map.of("queue", "q", "extractor_info", Map.of("name", "x")),
        Map.of("id", "", "queue", "q"),
        Map.of("id", List.of("i"), "queue", "q"),
        Map.of("id", Map.of("$oid", "i"), "queue", "q"),
        Map.of("id", "i".repeat(257), "queue", "q"));
  }

  @ParameterizedTest
  @MethodSource("nameless")
  void beat_without_a_usable_id_is_refused(Map<String, Object> beat) {
    assertThat(READER.read(beat))
        .asInstanceOf(type(Unusable.class))
        .extracting(unusable -> unusable.refusal().reason())
        .isEqualTo(Reason.NO_ID);
  }

  @Test
  void beat_of_nothing_but_an_id_is_refused() {
    assertThat(READER.read(Map.of("id", "i")))
        .asInstanceOf(type(Unusable.class))
        .extracting(unusable -> unusable.refusal().reason())
        .isEqualTo(Reason.NO_EXTRACTOR_INFO);
  }

  @Test
  void half_of_a_surrogate_pair_does_not_come_into_the_store() {
    Map<String, Object> info = Map.of("name", "x", "version", "1\ud800");

    assertThat(described(Map.of("id", "i", "queue", "q", "extractor_info", info)).version())
        .isEqualTo("1?");
  }

  @Test
  void digest_tells_descriptions_queues_and_owners_apart() {
    Map<String, Object> beat =
        Map.of("id", "i", "queue", "q", "owner", "a", "extractor_info", Map.of("name", "x"));

    assertThat(described(with(beat, "id", "other")).digest()).isEqualTo(described(beat).digest());
    assertThat(described(with(beat, "queue", "p")).digest()).isNotEqualTo(described(beat).digest());
    assertThat(described(with(beat, "owner", "b")).digest()).isNotEqualTo(described(beat).digest());
    assertThat(described(with(beat, "extractor_info", Map.of("name", "x", "y", 1))).digest())
        .isNotEqualTo(described(beat).digest());
  }

  @Property
  void nothing_that_json_can_say_makes_it_fail(
      @ForAll("values") Object id,
      @ForAll("values") Object queue,
      @ForAll("values") Object owner,
      @ForAll("values") Object name,
      @ForAll("values") Object version,
      @ForAll("values") Object process) {
    Map<String, Object> info = new HashMap<>();
    info.put("name", name);
    info.put("version", version);
    info.put("process", process);
    Map<String, Object> beat = new HashMap<>();
    beat.put("id", id);
    beat.put("queue", queue);
    beat.put("owner", owner);
    beat.put("extractor_info", info);

    assertThat(READER.read(beat)).isNotNull();
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            Arbitraries.strings().map(s -> (Object) s),
            Arbitraries.integers().map(i -> (Object) i),
            Arbitraries.of(true, false).map(b -> (Object) b),
            Arbitraries.just("ncsa.wordcount").map(s -> (Object) s));
    return Arbitraries.oneOf(
            simple,
            simple.list().ofMaxSize(3).map(l -> (Object) l),
            Arbitraries.maps(Arbitraries.of("file", "dataset", "x"), simple)
                .ofMaxSize(3)
                .map(m -> (Object) m))
        .injectNull(0.1);
  }

  private static Description described(Map<String, Object> beat) {
    Reading reading = READER.read(beat);
    assertThat(reading).isInstanceOf(Usable.class);
    return ((Usable) reading).beat().description();
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }
}
