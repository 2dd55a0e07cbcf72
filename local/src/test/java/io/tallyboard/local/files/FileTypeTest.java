package io.tallyboard.local.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "README.md,      2320, text/markdown",
    "data.JSON,      7b7d, application/json",
    "LICENSE,        4c69, text/plain",
    "picture.txt,    89504e470d0a1a0a00, image/png",
    "app.jar,        504b0304, application/java-archive",
    "docs.zip,       504b0304, application/zip",
    "noise,          00ff00ff, application/octet-stream",
    "latin,          e9e8, application/octet-stream",
  })
  void the_type_is_told_by_content_and_name(String name, String hex, String type) throws Exception {
    assertThat(FileType.of(write(HexFormat.of().parseHex(hex)), name)).isEqualTo(type);
  }

  @Test
  void a_long_text_whose_head_ends_within_a_character_is_a_text() throws Exception {
    assertThat(FileType.of(write(("x" + "ü".repeat(8 * 1024)).getBytes(UTF_8)), "notes"))
        .isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "text/*,           text/plain,                true",
    "text/*,           text/html; charset=utf-8,  true",
    "text/*,           application/json,          false",
    "application/json, application/json,          true",
    "application/json, application/json5,         false",
    "*/*,              image/png,                 true",
    "*,                image/png,                 true",
    "Image/PNG,        image/png,                 true",
  })
  void a_pattern_matches_as_extractors_mean_it(String pattern, String type, boolean matches) {
    assertThat(new MimePattern(pattern).matches(type)).isEqualTo(matches);
  }

  private Path write(byte[] content) throws Exception {
    return Files.write(folder.resolve("content"), content);
  }
}
