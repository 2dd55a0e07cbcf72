package io.tallyboard.api.rest.openapi;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The descriptions that are kept with the sources: the one of today, to be read, and the one that was
 * released, which is a promise. Written in one order, so that they differ only where they say else.
 */
enum Recorded {
  TODAY("docs/openapi.json", "openapi"),
  RELEASED("extraction-api/src/test/resources/openapi/released.json", "openapi-released");

  /** Says which of them are to be written instead of compared, as in {@code openapi}. */
  private static final Set<String> WRITTEN =
      Set.of(System.getProperty("tallyboard.record", "").split(","));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIRST =
      List.of("openapi", "info", "servers", "tags", "security");

  private final Path file;
  private final String word;

  Recorded(String file, String word) {
    this.file = Path.of("..").resolve(file);
    this.word = word;
  }

  /** One command for a person who means it. */
  String command() {
    return "./mvnw -Dquick -pl extraction-api -am test -Dtest=DescriptionTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dtallyboard.record="
        + word;
  }

  /** Whether this run writes it anew. */
  boolean written() {
    return WRITTEN.contains(word);
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode read() {
    return parse(text());
  }

  void write(JsonNode description) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, ordered(description));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String ordered(JsonNode description) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    FIRST.forEach(name -> whole.set(name, sorted(description.path(name))));
    whole.setAll((ObjectNode) sorted(description));
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    try {
      return JSON.writer(printer).writeValueAsString(whole) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(sorted(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    new TreeSet<>(Described.keys(node)).forEach(key -> object.set(key, sorted(node.path(key))));
    return object;
  }
}
