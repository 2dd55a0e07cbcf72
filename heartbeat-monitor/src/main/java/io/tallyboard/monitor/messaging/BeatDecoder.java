package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallyboard.monitor.domain.BeatReader;
import io.tallyboard.monitor.domain.Reading;
import io.tallyboard.monitor.domain.Reading.Refusal;
import io.tallyboard.monitor.domain.Reading.Unusable;
import io.tallyboard.monitor.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes into beats. Never throws. */
@ApplicationScoped
class BeatDecoder {
  /** Decimals as they were written: a version 1.10 that came as a number is not 1.1. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final BeatReader reader = new BeatReader(BeatDecoder::write);

  Reading decode(byte[] body) {
    if (body.length > Reason.MAX_BYTES) {
      return unusable(Reason.TOO_LARGE, "The beat has " + body.length + " bytes.");
    }
    @Nullable Object tree;
    try {
      tree = JSON.readValue(body, Object.class);
    } catch (IOException e) {
      return unusable(Reason.NOT_JSON, "The beat is not JSON.");
    }
    return tree instanceof Map<?, ?> map
        ? reader.read(map)
        : unusable(Reason.NOT_AN_OBJECT, "The beat is JSON, but no object.");
  }

  private static Reading unusable(Reason reason, String detail) {
    return new Unusable(new Refusal(reason, detail));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can be written as JSON", e);
    }
  }
}
