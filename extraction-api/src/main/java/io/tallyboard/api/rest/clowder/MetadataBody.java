package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads posted metadata, which Clowder's versions wrap differently. */
final class MetadataBody {
  private static final int MAX_NAME = 256;

  private MetadataBody() {}

  /** What was found out; a body without any wrapping is all of it. */
  static JsonNode content(JsonNode body) {
    JsonNode content = body.path("content");
    if (content.isMissingNode() || content.isNull()) {
      content = body.path("contents");
    }
    return content.isMissingNode() || content.isNull() ? body : content;
  }

  /** The extractor as it calls itself: v1's agent, v2's listener. */
  static Optional<String> author(JsonNode body) {
    JsonNode name = body.path("agent").path("name");
    if (!name.isTextual()) {
      name = body.path("listener").path("name");
    }
    return Optional.of(name)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> text.length() <= MAX_NAME);
  }
}
