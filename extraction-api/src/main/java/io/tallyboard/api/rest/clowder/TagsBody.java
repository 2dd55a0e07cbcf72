package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tallyboard.api.domain.Refused;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads posted tags: {@code {"tags": [...]}}, or the array itself. */
final class TagsBody {
  private static final int MOST = 1_000;
  private static final int LONGEST = 256;

  private TagsBody() {}

  /** As texts, each once. */
  static ArrayNode texts(@Nullable JsonNode posted) {
    JsonNode tags = posted != null && posted.isObject() ? posted.path("tags") : posted;
    if (tags == null || !tags.isArray()) {
      throw Refused.malformed("/tags", "An array of texts is expected.");
    }
    if (tags.size() > MOST) {
      throw Refused.malformed("/tags", "At most %d tags are expected.".formatted(MOST));
    }
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < tags.size(); i++) {
      JsonNode tag = tags.get(i);
      String text = tag.isValueNode() ? tag.asText().strip() : "";
      if (text.isEmpty() || text.length() > LONGEST) {
        throw Refused.malformed(
            "/tags/" + i, "A text of 1 to %d characters is expected.".formatted(LONGEST));
      }
      seen.add(text);
    }
    seen.forEach(texts::add);
    return texts;
  }
}
