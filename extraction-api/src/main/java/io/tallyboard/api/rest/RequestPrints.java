package io.tallyboard.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a request that comes again from another one under the same key. */
@ApplicationScoped
class RequestPrints {
  private final ObjectMapper json;

  RequestPrints(ObjectMapper json) {
    this.json = json;
  }

  /** Of what was asked, whatever the spaces between. */
  String of(String call, Object request) {
    return new Secret(call + "\n" + write(request)).hash();
  }

  String write(Object request) {
    try {
      return json.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written can be read", e);
    }
  }

  /** Of a header; blank is none. */
  static Optional<String> key(@Nullable String header) {
    Optional<String> given = Queries.given(header);
    given.ifPresent(
        key -> {
          if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Refused.malformed(
                Repeats.HEADER, "1 to 255 visible ASCII characters are expected.");
          }
        });
    return given;
  }
}
