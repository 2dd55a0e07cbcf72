package io.tallyboard.api.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a JSON body, without naming a class of ours. */
final class JsonFaults {
  private static final String TOO_LONG = "Document length";

  private JsonFaults() {}

  static Problem of(JsonProcessingException failure) {
    if (failure instanceof MismatchedInputException mismatch) {
      String pointer = pointer(mismatch);
      String detail = "This is not " + expected(mismatch.getTargetType()) + ".";
      return Problems.problem(
          400,
          "The body does not have the form that is expected here.",
          List.of(Problem.Fault.at(pointer, detail)));
    }
    if (failure instanceof StreamConstraintsException
        && String.valueOf(failure.getOriginalMessage()).startsWith(TOO_LONG)) {
      return Problems.problem(413, "The JSON document is too large.", List.of());
    }
    String where =
        failure.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
    return Problems.problem(400, "The body is not well-formed JSON" + where + ".", List.of());
  }

  /** A step of a pointer, by RFC 6901. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String pointer(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                "/"
                    + (step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : escaped(step.getFieldName())))
        .collect(Collectors.joining());
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "what is expected here";
    }
    if (type == String.class || type.isEnum()) {
      return "a text";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return Iterable.class.isAssignableFrom(type) && !type.getSimpleName().equals("ObjectNode")
        ? "a list"
        : "an object";
  }
}
