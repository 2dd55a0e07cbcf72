package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code extractor_info.process}: lists by trigger as documented, or less, as it comes. */
final class Rules {
  /** Far above what any extractor lists; what is beyond is not stored. */
  private static final int MAX = 1_000;

  private static final String FILE = "file";

  private Rules() {}

  static List<Rule> of(@Nullable Object process) {
    Stream<Rule> rules =
        process instanceof Map<?, ?> byTrigger
            ? byTrigger.entrySet().stream()
                .flatMap(entry -> patterns(String.valueOf(entry.getKey()), entry.getValue()))
            : patterns(FILE, process);
    return rules.distinct().limit(MAX).toList();
  }

  private static Stream<Rule> patterns(String trigger, @Nullable Object value) {
    Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
    return values
        .map(Texts::of)
        .flatMap(Stream::ofNullable)
        .map(pattern -> new Rule(Texts.storable(trigger), pattern.strip()));
  }
}
