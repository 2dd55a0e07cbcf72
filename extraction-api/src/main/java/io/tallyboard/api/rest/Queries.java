package io.tallyboard.api.rest;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what cannot be read is refused by its name, never ignored. */
final class Queries {
  private static final Set<String> RESOURCE_TYPES =
      Set.of(ResourceRef.FILE, ResourceRef.DATASET, ResourceRef.UNKNOWN);

  private Queries() {}

  static int limit(@Nullable String text, int otherwise, int max) {
    if (blank(text)) {
      return otherwise;
    }
    if (text != null && text.matches("\\d{1,6}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    throw Refused.malformed("limit", "A whole number from 1 to " + max + " is expected.");
  }

  static <T> Optional<T> cursor(@Nullable String text, Function<String, T> reader) {
    if (blank(text) || text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      throw Refused.malformed("cursor", "This is not a cursor that a page's \"next\" gave.");
    }
  }

  static JobFilter filter(
      @Nullable String resource,
      @Nullable String extractor,
      @Nullable String state,
      @Nullable String user) {
    return new JobFilter(
        given(resource).map(Queries::resource), given(extractor), states(state), given(user));
  }

  static ResourceRef resource(String text) {
    int slash = text.indexOf('/');
    String type = slash < 0 ? "" : text.substring(0, slash);
    if (!RESOURCE_TYPES.contains(type) || slash + 1 == text.length()) {
      throw Refused.malformed("resource", "file/ID or dataset/ID is expected (or unknown/ID).");
    }
    return new ResourceRef(type, text.substring(slash + 1));
  }

  /** Of an address; there are no other kinds. */
  static ResourceRef resource(String type, String id) {
    if (!RESOURCE_TYPES.contains(type) || id.length() > ResourceRef.MAX_ID) {
      throw Refused.notFound("There are files and datasets: /v1/resources/file/ID/extractions.");
    }
    return new ResourceRef(type, id);
  }

  private static Set<JobState> states(@Nullable String text) {
    EnumSet<JobState> states = EnumSet.noneOf(JobState.class);
    given(text).stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word -> states.add(state(word)));
    return states;
  }

  private static JobState state(String word) {
    return Arrays.stream(JobState.values())
        .filter(state -> state.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refused.malformed(
                    "state", "Any of these is expected: " + Arrays.toString(JobState.values())));
  }

  static Optional<Instant> instant(String name, @Nullable String text) {
    try {
      return given(text).map(Instant::parse);
    } catch (DateTimeException e) {
      throw Refused.malformed(name, "A moment like 2026-11-24T14:02:00Z is expected.");
    }
  }

  static Optional<Boolean> flag(String name, @Nullable String text) {
    return given(text)
        .map(
            word ->
                switch (word) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw Refused.malformed(name, "true or false is expected.");
                });
  }

  static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
