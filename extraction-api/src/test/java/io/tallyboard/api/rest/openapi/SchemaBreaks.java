package io.tallyboard.api.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What one schema takes from another. A request may be asked for less than before, an answer may hold
 * more; the other way round breaks whoever sends or reads it.
 */
final class SchemaBreaks {
  private static final String ANYTHING = "anything";

  /** Its values may become more: who reads them was told so from the beginning. */
  private static final String GROWS = "x-grows";

  private final Described before;
  private final Described after;
  private final boolean request;
  private final Set<List<JsonNode>> seen = new HashSet<>();
  private final List<String> found = new ArrayList<>();

  private SchemaBreaks(Described before, Described after, boolean request) {
    this.before = before;
    this.after = after;
    this.request = request;
  }

  static SchemaBreaks ofRequest(Described before, Described after) {
    return new SchemaBreaks(before, after, true);
  }

  static SchemaBreaks ofAnswer(Described before, Described after) {
    return new SchemaBreaks(before, after, false);
  }

  List<String> compare(String where, JsonNode was, JsonNode is) {
    schemas(where, was, is);
    return found;
  }

  private void schemas(String where, JsonNode written, JsonNode writtenNow) {
    JsonNode was = before.resolve(written);
    JsonNode is = after.resolve(writtenNow);
    // A type that holds itself is compared once.
    if (was.equals(is) && !holdsReference(was) || !seen.add(List.of(written, writtenNow))) {
      return;
    }
    types(where, was, is);
    values(where, was, is);
    limits(where, was, is);
    fields(where, was, is);
    if (was.has("items") || is.has("items")) {
      schemas(where + "[]", was.path("items"), is.path("items"));
    }
    if (was.path("additionalProperties").isObject()) {
      schemas(where + ".*", was.path("additionalProperties"), is.path("additionalProperties"));
    }
    alternatives(where, was, is);
  }

  private static boolean holdsReference(JsonNode schema) {
    return !schema.findValues("$ref").isEmpty();
  }

  private void types(String where, JsonNode was, JsonNode is) {
    Set<String> old = types(before, was);
    Set<String> now = types(after, is);
    Set<String> lost = request ? minus(old, now) : minus(now, old);
    if (request ? now.contains(ANYTHING) : old.contains(ANYTHING)) {
      return;
    }
    if (!lost.isEmpty()) {
      found.add(
          "%s %s %s"
              .formatted(where, request ? "cannot be" : "can now be", String.join(", ", lost)));
    }
  }

  private static Set<String> types(Described description, JsonNode schema) {
    Set<String> types = new TreeSet<>();
    if (schema.path("type").isTextual()) {
      types.add(schema.path("type").asText());
    }
    schema.path("type").forEach(type -> types.add(type.asText()));
    for (JsonNode one : schema.path("anyOf")) {
      if (types.isEmpty() || !schema.has("type")) {
        types.addAll(types(description, description.resolve(one)));
      }
    }
    if (types.isEmpty()) {
      types.add(ANYTHING);
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private void values(String where, JsonNode was, JsonNode is) {
    Set<String> old = texts(was.path("enum"));
    Set<String> now = texts(is.path("enum"));
    if (request) {
      Set<String> lost = old.isEmpty() ? now : minus(old, now);
      if (!now.isEmpty() && !lost.isEmpty()) {
        found.add(where + (old.isEmpty() ? " is limited to " : " cannot be ") + lost);
      }
    } else if (!old.isEmpty() && !was.path(GROWS).asBoolean()) {
      Set<String> more = minus(now, old);
      if (now.isEmpty() || !more.isEmpty()) {
        found.add(where + " can have values that it could not: " + more);
      }
    }
    String format = is.path("format").asText();
    String of = was.path("format").asText();
    boolean narrower = request ? !format.isEmpty() : !of.isEmpty();
    if (narrower && !of.equals(format)) {
      found.add("%s has the format %s, not %s".formatted(where, format, of));
    }
  }

  private void limits(String where, JsonNode was, JsonNode is) {
    if (!request) {
      return;
    }
    for (String least : List.of("minimum", "minLength", "minItems")) {
      if (is.has(least)
          && (!was.has(least) || is.path(least).asDouble() > was.path(least).asDouble())) {
        found.add(where + " is refused below " + is.path(least).asText());
      }
    }
    for (String most : List.of("maximum", "maxLength", "maxItems")) {
      if (is.has(most)
          && (!was.has(most) || is.path(most).asDouble() < was.path(most).asDouble())) {
        found.add(where + " is refused above " + is.path(most).asText());
      }
    }
    if (is.has("pattern") && !Objects.equals(was.path("pattern"), is.path("pattern"))) {
      found.add(where + " must look like " + is.path("pattern").asText());
    }
    if (closed(is) && !closed(was)) {
      found.add(where + " takes no other fields any more");
    }
  }

  private static boolean closed(JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    return others.isBoolean() && !others.asBoolean();
  }

  private void fields(String where, JsonNode was, JsonNode is) {
    if (!was.has("anyOf") && is.has("anyOf") && !is.has("properties")) {
      // What has become one of two is compared with it there.
      return;
    }
    Set<String> must = texts(was.path("required"));
    Set<String> mustNow = texts(is.path("required"));
    Set<String> changed = request ? minus(mustNow, must) : minus(must, mustNow);
    for (String field : Described.keys(was.path("properties"))) {
      String there = where + "." + field;
      JsonNode now = is.path("properties").path(field);
      if (now.isMissingNode()) {
        // Of a request, what is not read any more is ignored: what it asked for is not done.
        found.add(there + " is gone");
        changed = minus(changed, Set.of(field));
      } else {
        schemas(there, was.path("properties").path(field), now);
      }
    }
    changed.forEach(
        field ->
            found.add(
                where + "." + field + (request ? " must be given now" : " can be missing now")));
  }

  private void alternatives(String where, JsonNode was, JsonNode is) {
    JsonNode old = was.path("anyOf");
    JsonNode now = is.path("anyOf");
    if (old.size() != now.size()) {
      // One with null beside a single schema is a matter of types, which were compared.
      one(where, old, was, now, is);
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      schemas(where, old.get(i), now.get(i));
    }
  }

  private void one(String where, JsonNode old, JsonNode was, JsonNode now, JsonNode is) {
    if (old.isEmpty() && now.size() <= 2) {
      schemas(where, was, now.get(0));
    } else if (now.isEmpty() && old.size() <= 2) {
      schemas(where, old.get(0), is);
    } else {
      found.add(where + " has other alternatives");
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
    return texts;
  }

  private static Set<String> minus(Set<String> from, Set<String> what) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(what);
    return rest;
  }
}
