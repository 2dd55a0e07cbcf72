package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md names every setting that the code has, with its default. */
class ConfigurationReferenceTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");

  /** A setting with its default, or the opening of a group of settings, or its end. */
  private static final Pattern PART =
      Pattern.compile(
          "(?m)^ {2,4}(?:@WithDefault\\(\"(?<default>[^\"]*)\"\\)\\s+)?(?<type>[A-Z]\\S*|int|long|boolean)"
              + " (?<name>\\w+)\\(\\);");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| ([^|]*) \\| [^|]+ \\|$");

  @Test
  void everySettingIsNamedWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/configuration.md")));
    while (rows.find()) {
      documented.put(rows.group(1), rows.group(2).replace("`", ""));
    }
    Map<String, String> settings = settings();

    assertThat(settings).hasSizeGreaterThan(20);
    assertThat(documented.keySet()).containsAll(settings.keySet());
    settings.forEach(
        (key, value) -> {
          if (!value.isEmpty() && !value.contains("$")) {
            assertThat(documented.get(key)).as("the default of " + key).isEqualTo(value);
          }
        });
  }

  private static Map<String, String> settings() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java") && f.toString().contains("/src/main/"))
              .toList()) {
        String source = Files.readString(file);
        Matcher prefix = PREFIX.matcher(source);
        if (prefix.find()) {
          collect(prefix.group(1), source, settings);
        }
      }
    }
    return settings;
  }

  private static void collect(String prefix, String source, Map<String, String> settings) {
    Matcher part = PART.matcher(source);
    while (part.find()) {
      String type = part.group("type");
      if (source.contains("  interface " + type + " {")) {
        continue;
      }
      int nested = source.lastIndexOf("\n  interface ", part.start());
      String group = nested >= 0 ? "." + kebab(source.substring(nested).split("\\W+")[2]) : "";
      settings.put(
          prefix + group + "." + kebab(part.group("name")),
          part.group("default") == null ? "" : part.group("default"));
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
