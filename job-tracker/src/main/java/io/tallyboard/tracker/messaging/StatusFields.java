package io.tallyboard.tracker.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a status update, read in one pass without building a tree: most of what arrives is
 * one. Of a field that stands twice the last counts.
 */
final class StatusFields {
  private static final List<String> NAMES =
      List.of("job_id", "file_id", "extractor_id", "start", "status", "message_type", "message");

  /** Who has one of these is no status update, but from one of our own services. */
  private static final List<String> OTHERS = List.of("control", "rejected", "replay");

  private final @Nullable String[] values = new @Nullable String[NAMES.size()];
  private final boolean[] wrong = new boolean[NAMES.size()];
  private @Nullable String other;

  private StatusFields() {}

  /**
   * Reads a whole document.
   *
   * @return null where it is JSON, but not an object
   * @throws IOException if it is no JSON
   */
  static @Nullable StatusFields read(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      end(in);
      return null;
    }
    StatusFields fields = new StatusFields();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      int at = NAMES.indexOf(name);
      if (at >= 0) {
        fields.take(at, in);
      } else {
        if (OTHERS.contains(name)) {
          fields.other = name;
        }
        in.skipChildren();
      }
    }
    end(in);
    return fields;
  }

  private static void end(JsonParser in) throws IOException {
    if (in.currentToken() == null || in.nextToken() != null) {
      throw new IOException("not one JSON document");
    }
  }

  private void take(int at, JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    values[at] = token.isScalarValue() && token != JsonToken.VALUE_NULL ? in.getText() : null;
    wrong[at] = token.isStructStart();
    in.skipChildren();
  }

  /** The field that tells what else it is than a status update; null where it is one. */
  @Nullable String other() {
    return other;
  }

  /** The first field that is neither a text nor a number; null where there is none. */
  @Nullable String wrongType() {
    for (int i = 0; i < wrong.length; i++) {
      if (wrong[i]) {
        return NAMES.get(i);
      }
    }
    return null;
  }

  /** An id; null where it is blank. */
  @Nullable String id(String name) {
    String text = text(name);
    return text == null || text.isBlank() ? null : text;
  }

  /** The text of a field; numbers and booleans as they were written; null where there is none. */
  @Nullable String text(String name) {
    return values[NAMES.indexOf(name)];
  }
}
