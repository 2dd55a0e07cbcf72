package io.tallyboard.api.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A description of the interface, read with its references followed. */
record Described(JsonNode document) {
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options");

  /** By method and address, as in {@code GET /v1/jobs}. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new LinkedHashMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            operations.put(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + path.getKey(),
                                entry.getValue())));
    return operations;
  }

  /** What a node says, or what it refers to says. */
  JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = document.at(at.path("$ref").asText().substring(1));
    }
    return at;
  }

  /** By place and name, as in {@code query limit}. */
  Map<String, JsonNode> parameters(JsonNode operation) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode given : operation.path("parameters")) {
      JsonNode parameter = resolve(given);
      parameters.put(
          parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
    return parameters;
  }

  Map<String, JsonNode> responses(JsonNode operation) {
    Map<String, JsonNode> responses = new LinkedHashMap<>();
    operation
        .path("responses")
        .properties()
        .forEach(entry -> responses.put(entry.getKey(), resolve(entry.getValue())));
    return responses;
  }

  /** The alternatives that open a call, each as the names of its schemes. */
  List<String> security(JsonNode operation) {
    JsonNode said =
        operation.has("security") ? operation.path("security") : document.path("security");
    List<String> alternatives = new ArrayList<>();
    for (JsonNode alternative : said) {
      alternatives.add(String.join("+", keys(alternative)));
    }
    return alternatives;
  }

  static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  static JsonNode nothing() {
    return MissingNode.getInstance();
  }
}
