package io.tallyboard.local.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sample extractors find out about files. */
class WorkTest {
  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",             0, 0, 0
          "one",          1, 1, 3
          "one\\n",       1, 1, 4
          "one\\ntwo",    2, 2, 7
          "a  b\\tc\\n\\n", 2, 3, 8
          "grüße 𝄞",      1, 2, 7
          """)
  void words_are_counted_as_a_reader_would(String escaped, long lines, long words, long characters)
      throws Exception {
    String text = escaped.replace("\\n", "\n").replace("\\t", "\t");

    assertThat(process(new WordCount(), text.getBytes(UTF_8), "a.txt"))
        .isEqualTo(Map.of("lines", lines, "words", words, "characters", characters));
  }

  @Test
  void bytes_that_are_no_text_do_not_stop_the_count() throws Exception {
    assertThat(process(new WordCount(), new byte[] {'a', (byte) 0xff, ' ', 'b'}, "a.txt"))
        .containsEntry("words", 2L);
  }

  @Test
  void the_digest_of_a_file_is_what_the_world_knows_it_to_be() throws Exception {
    assertThat(process(new Digest(), "abc".getBytes(UTF_8), "abc.txt"))
        .isEqualTo(
            Map.of(
                "type",
                "text/plain",
                "size",
                3L,
                "sha256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void the_slow_one_tells_how_far_it_is() throws Exception {
    assertThat(process(new DemoSlow(Duration.ZERO), "123456789".getBytes(UTF_8), "a"))
        .isEqualTo(Map.of("parts", 5, "crc32", "cbf43926"));
    assertThat(said).hasSize(5).first().isEqualTo("Read part 1 of 5.");
  }

  @Test
  void the_slow_one_reads_in_as_many_parts_as_it_is_told_and_refuses_nonsense() throws Exception {
    Work slow = new DemoSlow(Duration.ZERO);
    Path file = Files.write(folder.resolve("content"), "123456789".getBytes(UTF_8));

    assertThat(slow.process(file, with(DemoSlow.PARTS, "2"), progress())).containsEntry("parts", 2);
    assertThat(said).containsExactly("Read part 1 of 2.", "Read part 2 of 2.");
    assertThatThrownBy(() -> slow.process(file, with(DemoSlow.PARTS, "many"), progress()))
        .isInstanceOf(Abort.class)
        .hasMessageContaining("parts is many");
  }

  @Test
  void the_failing_one_obeys_its_parameter_and_else_the_coin() throws Exception {
    Work unlucky = new DemoFailsHalfTheTime(coin(true));
    Work lucky = new DemoFailsHalfTheTime(coin(false));

    assertThatThrownBy(() -> process(unlucky, new byte[0], "a")).isInstanceOf(IOException.class);
    assertThat(process(lucky, new byte[0], "a")).containsKey("luck");
    assertThatThrownBy(
            () -> lucky.process(folder, with(DemoFailsHalfTheTime.FAIL, "always"), progress()))
        .isInstanceOf(IOException.class);
    assertThat(unlucky.process(folder, with(DemoFailsHalfTheTime.FAIL, "never"), progress()))
        .containsKey("luck");
  }

  private Map<String, Object> process(Work work, byte[] content, String name) throws Exception {
    Path file = Files.write(folder.resolve("content"), content);
    ObjectNode body = new ObjectMapper().createObjectNode().put("filename", name);
    return work.process(file, new Job(body), progress());
  }

  private static Job with(String parameter, String value) {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.putObject("parameters").put(parameter, value);
    return new Job(body);
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void say(String message) {
        said.add(message);
      }

      @Override
      public void pause(Duration duration) {}
    };
  }

  private static RandomGenerator coin(boolean side) {
    return () -> side ? -1L : 0L;
  }
}
