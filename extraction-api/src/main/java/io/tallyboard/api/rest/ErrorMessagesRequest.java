package io.tallyboard.api.rest;

import io.tallyboard.api.domain.ErrorFilter;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Times;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the messages that wait are to be decided about; what is left out does not matter.
 *
 * @param text part of the body or of the reason, in any case
 * @param from taken at or after this
 * @param to taken before this
 * @param dryRun only count
 * @param expected how many a dry run counted
 * @param limit of what is decided about at once, the newest first
 */
public record ErrorMessagesRequest(
    @Nullable String extractor,
    @Nullable String job,
    @Nullable @Pattern(regexp = "^[^\\x00]*$", message = "It holds a NUL character.") String text,
    @Nullable String from,
    @Nullable String to,
    @Nullable Boolean dryRun,
    @Nullable @Min(value = 0, message = "How many a dry run counted is expected.") Long expected,
    @Nullable @Min(value = 1, message = LIMIT) @Max(value = MOST, message = LIMIT) Integer limit) {
  static final int MOST = 1_000;
  private static final String LIMIT = "A whole number from 1 to 1000 is expected.";

  ErrorFilter filter() {
    return new ErrorFilter(
        Queries.given(extractor),
        Queries.given(job),
        Optional.of(ErrorMessage.Fate.WAITING),
        Queries.given(text),
        new Times(Queries.instant("/from", from), Queries.instant("/to", to)));
  }

  /** As the audit keeps it. */
  String chosen() {
    Map<String, String> words = new TreeMap<>();
    Queries.given(extractor).ifPresent(value -> words.put("extractor", value));
    Queries.given(job).ifPresent(value -> words.put("job", value));
    Queries.given(text).ifPresent(value -> words.put("text", value));
    Queries.given(from).ifPresent(value -> words.put("from", value));
    Queries.given(to).ifPresent(value -> words.put("to", value));
    return ManyAct.words(words);
  }

  boolean counting() {
    return Boolean.TRUE.equals(dryRun);
  }

  long confirmed() {
    if (expected == null) {
      throw Refused.malformed("/expected", "Count first with dryRun, and confirm that number.");
    }
    return expected;
  }

  int bound() {
    return limit == null ? MOST : limit;
  }
}
