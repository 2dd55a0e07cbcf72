package io.tallyboard.api.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What clients that hold to one description would stumble over in another. Whatever is only added is
 * none of it: calls, parameters that may be left out, fields of answers, errors.
 */
final class Breaks {
  private final Described before;
  private final Described after;
  private final List<String> found = new ArrayList<>();

  private Breaks(Described before, Described after) {
    this.before = before;
    this.after = after;
  }

  static List<String> between(JsonNode before, JsonNode after) {
    Breaks breaks = new Breaks(new Described(before), new Described(after));
    breaks.operations();
    return List.copyOf(breaks.found);
  }

  private void operations() {
    Map<String, JsonNode> now = after.operations();
    before
        .operations()
        .forEach(
            (call, was) -> {
              if (now.containsKey(call)) {
                operation(call, was, now.get(call));
              } else {
                found.add(call + " is gone");
              }
            });
  }

  private void operation(String call, JsonNode was, JsonNode is) {
    if (!was.path("operationId").equals(is.path("operationId"))) {
      found.add(call + " has another operationId, by which clients are generated");
    }
    before.security(was).stream()
        .filter(way -> !after.security(is).contains(way))
        .forEach(way -> found.add(call + " is not opened by " + way + " any more"));
    parameters(call, was, is);
    body(call, was.path("requestBody"), is.path("requestBody"));
    answers(call, was, is);
  }

  private void parameters(String call, JsonNode was, JsonNode is) {
    Map<String, JsonNode> old = before.parameters(was);
    Map<String, JsonNode> now = after.parameters(is);
    old.forEach(
        (name, parameter) -> {
          String where = call + ": " + name;
          if (!now.containsKey(name)) {
            found.add(where + " is not taken any more");
            return;
          }
          JsonNode then = now.get(name);
          if (!style(parameter).equals(style(then))) {
            found.add(where + " is written in another way");
          }
          SchemaBreaks.ofRequest(before, after)
              .compare(where, parameter.path("schema"), then.path("schema"))
              .forEach(found::add);
        });
    now.forEach(
        (name, parameter) -> {
          boolean must = parameter.path("required").asBoolean();
          if (must && !old.getOrDefault(name, Described.nothing()).path("required").asBoolean()) {
            found.add(call + ": " + name + " must be given now");
          }
        });
  }

  private static String style(JsonNode parameter) {
    return parameter.path("style").asText("form") + parameter.path("explode").asText("true");
  }

  private void body(String call, JsonNode was, JsonNode is) {
    if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
      found.add(call + ": a body must be sent now");
    }
    for (String type : Described.keys(was.path("content"))) {
      JsonNode now = is.path("content").path(type);
      if (now.isMissingNode()) {
        found.add(call + ": a body of " + type + " is not taken any more");
      } else {
        SchemaBreaks.ofRequest(before, after)
            .compare(
                call + ": the body",
                was.path("content").path(type).path("schema"),
                now.path("schema"))
            .forEach(found::add);
      }
    }
  }

  private void answers(String call, JsonNode was, JsonNode is) {
    Map<String, JsonNode> now = after.responses(is);
    before
        .responses(was)
        .forEach(
            (status, answer) -> {
              if (now.containsKey(status)) {
                answer(call + ": answer " + status, answer, now.get(status));
              } else if (status.startsWith("2")) {
                found.add(call + ": there is no answer " + status + " any more");
              }
            });
  }

  private void answer(String where, JsonNode was, JsonNode is) {
    for (String header : Described.keys(was.path("headers"))) {
      if (!is.path("headers").has(header)) {
        found.add(where + " has no header " + header + " any more");
      }
    }
    for (String type : Described.keys(was.path("content"))) {
      JsonNode now = is.path("content").path(type);
      if (now.isMissingNode()) {
        found.add(where + " is not given as " + type + " any more");
      } else {
        SchemaBreaks.ofAnswer(before, after)
            .compare(where, was.path("content").path(type).path("schema"), now.path("schema"))
            .forEach(found::add);
      }
    }
  }
}
