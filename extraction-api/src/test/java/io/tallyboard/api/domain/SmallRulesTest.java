package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallRulesTest {

  @Property(tries = 300)
  void aFilesNameIsNeverAPathNorEmptyNorLong(@ForAll String sent) {
    String name = FileNames.clean(sent);
    assertThat(name).isNotBlank().doesNotContain("/", "\\", "\n", "\0");
    assertThat(name.length()).isLessThanOrEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd",
    "C:\\x\\a b.txt, a b.txt",
    "a.txt, a.txt",
    "dir/, unnamed",
    "'  ', unnamed"
  })
  void ofAPathOnlyItsLastPartIsKept(String sent, String name) {
    assertThat(FileNames.clean(sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "image/tiff, a.txt, image/tiff",
    "'text/plain; charset=utf-8', a.bin, text/plain",
    "application/octet-stream, a.md, text/markdown",
    ", A.CSV, text/csv",
    "application/x-www-form-urlencoded, a.json, application/json",
    "nonsense, a.tiff, image/tiff",
    ", noending, application/octet-stream",
    ", a.unheardof, application/octet-stream"
  })
  void theTypeIsTheOneSentOrTheOneThatTheNameSuggests(String sent, String name, String type) {
    assertThat(FileNames.type(sent, name)).isEqualTo(type);
  }

  @Test
  void bytesAreCountedAndDigestedWhileTheyPass() {
    ByteTally tally = new ByteTally();
    ByteBuffer first = ByteBuffer.wrap("a".getBytes(StandardCharsets.UTF_8));
    tally.add(first);
    tally.add(ByteBuffer.wrap("bc".getBytes(StandardCharsets.UTF_8)));
    assertThat(first.remaining()).as("left to be read").isEqualTo(1);
    assertThat(tally.size()).isEqualTo(3);
    assertThat(tally.sha256()).isEqualTo(new Secret("abc").hash());
  }
}
