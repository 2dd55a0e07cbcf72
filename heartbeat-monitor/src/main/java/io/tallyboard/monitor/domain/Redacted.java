package io.tallyboard.monitor.domain;

import io.tallyboard.contract.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came as JSON, with the secrets out of its texts: a repository's address may hold a password.
 * Each text by itself, so that it stays JSON, and names of fields stay as they are.
 */
final class Redacted {
  private Redacted() {}

  static Object of(Object value) {
    return value instanceof Map<?, ?> map ? map(map) : value instanceof List<?> l ? list(l) : value;
  }

  private static Map<Object, @Nullable Object> map(Map<?, ?> map) {
    Map<Object, @Nullable Object> safe = new LinkedHashMap<>();
    map.forEach((name, value) -> safe.put(name, any(value)));
    return safe;
  }

  private static List<?> list(List<?> list) {
    return list.stream().map(Redacted::any).toList();
  }

  private static @Nullable Object any(@Nullable Object value) {
    return value instanceof String text ? Redactor.redact(text) : value == null ? null : of(value);
  }
}
