package io.tallyboard.api.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tallyboard.contract.Redactor;

/** Hides what is secret in a document, by the names that it stands under and the shape that it has. */
final class Masking {
  static final String HIDDEN = "…";

  private Masking() {}

  /** Under a name that tells of a secret whatever stands there is hidden, be it a list or an object. */
  static JsonNode mask(String name, JsonNode value) {
    if (secret(name)) {
      return TextNode.valueOf(HIDDEN);
    }
    if (value instanceof ObjectNode object) {
      ObjectNode masked = object.objectNode();
      object
          .properties()
          .forEach(field -> masked.set(field.getKey(), mask(field.getKey(), field.getValue())));
      return masked;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode masked = array.arrayNode();
      array.forEach(element -> masked.add(mask("", element)));
      return masked;
    }
    return value.isTextual() ? TextNode.valueOf(Redactor.redact(value.asText())) : value;
  }

  private static boolean secret(String name) {
    String told = name + ": something";
    return !Redactor.redact(told).equals(told);
  }
}
