package io.tallyboard.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** JSON whose keys are not ours is stored as text. */
@ApplicationScoped
public class JsonTexts {
  private final ObjectMapper json;

  JsonTexts(ObjectMapper json) {
    this.json = json;
  }

  /** What is no JSON after all is given as the text that it is. */
  public @Nullable JsonNode read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  public String write(JsonNode node) {
    return node.toString();
  }
}
