package io.tallyboard.api.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Finds the JSON Schema in what an extractor says of its parameters: a schema, one under {@code schema}
 * as Clowder's forms have it, or only its properties.
 */
final class SchemaText {
  private static final String SCHEMA = "schema";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";

  /** Whoever uses one of these has written a schema, and no list of properties. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema", "$ref", "$defs", "type", PROPERTIES, "allOf", "anyOf", "oneOf", "not", "if");

  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "object", "array", "null");

  /** What stands under these is no schema. */
  private static final Set<String> VALUES = Set.of("default", "enum", "const", "examples");

  private SchemaText() {}

  static JsonNode schema(JsonNode told) {
    JsonNode inner = told.path(SCHEMA);
    JsonNode found = inner.isObject() && !isSchema(told) ? inner : told;
    if (!found.isObject()) {
      return found;
    }
    ObjectNode schema = found.deepCopy();
    dropUnknownTypes(schema);
    return isSchema(schema) || !onlyObjects(schema)
        ? required(schema)
        : required(
            JsonNodeFactory.instance.objectNode().put("type", "object").set(PROPERTIES, schema));
  }

  /** A form's own words for types, such as {@code text}, say nothing that could be checked. */
  private static void dropUnknownTypes(JsonNode node) {
    JsonNode type = node.path("type");
    boolean some = type.isTextual() || type.isArray();
    if (node instanceof ObjectNode object
        && !type.isMissingNode()
        && !type.isObject()
        && !(some && allKnown(type))) {
      object.remove("type");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!VALUES.contains(entry.getKey())) {
        dropUnknownTypes(entry.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(SchemaText::dropUnknownTypes);
    }
  }

  private static boolean allKnown(JsonNode type) {
    if (type.isTextual()) {
      return TYPES.contains(type.asText());
    }
    for (JsonNode one : type) {
      if (!TYPES.contains(one.asText())) {
        return false;
      }
    }
    return !type.isEmpty();
  }

  private static boolean isSchema(JsonNode node) {
    return node.path(PROPERTIES).isObject()
        || KEYWORDS.stream().anyMatch(word -> node.has(word) && !node.path(word).isObject());
  }

  private static boolean onlyObjects(JsonNode node) {
    for (JsonNode child : node) {
      if (!child.isObject()) {
        return false;
      }
    }
    return true;
  }

  /** Each property may say of itself that it is required, as in JSON Schema's third draft. */
  private static ObjectNode required(ObjectNode schema) {
    JsonNode list = schema.path(REQUIRED);
    ArrayNode required = list.isArray() ? (ArrayNode) list : schema.arrayNode();
    for (Map.Entry<String, JsonNode> entry : schema.path(PROPERTIES).properties()) {
      JsonNode said = entry.getValue().path(REQUIRED);
      if (said.isBoolean() && entry.getValue() instanceof ObjectNode property) {
        property.remove(REQUIRED);
        if (said.asBoolean()) {
          required.add(entry.getKey());
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set(REQUIRED, required);
    }
    return schema;
  }
}
