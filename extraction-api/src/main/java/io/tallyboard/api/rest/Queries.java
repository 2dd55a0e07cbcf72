package io.tallyboard.api.rest;

import io.tallyboard.api.domain.Refused;
import io.tallyboard.contract.ResourceRef;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what cannot be read is refused by its name, never ignored. */
final class Queries {
  private static final Set<String> RESOURCE_TYPES =
      Set.of(ResourceRef.FILE, ResourceRef.DATASET, ResourceRef.UNKNOWN);

  /** In milliseconds: some 31 years. */
  private static final long LONGEST = 1_000_000_000_000L;

  private static final String NOTHING = "There is nothing before or after one of the commas.";

  private Queries() {}

  static int limit(@Nullable String text, int otherwise, int max) {
    return given(text).map(number -> whole("limit", number, 1, max)).orElse(otherwise);
  }

  /** A number within limits, which are part of what is said where it is none. */
  static int whole(String name, String text, int min, int max) {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw Refused.malformed(name, "A whole number from %d to %d is expected.".formatted(min, max));
  }

  static <T> Optional<T> cursor(@Nullable String text, Function<String, T> reader) {
    return cursor("cursor", text, reader);
  }

  static <T> Optional<T> cursor(String name, @Nullable String text, Function<String, T> reader) {
    if (blank(text) || text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      throw Refused.malformed(name, "This is not a cursor that a page's \"next\" gave.");
    }
  }

  /** Refuses what is not asked here, and what is asked twice: neither can be met. */
  static void only(MultivaluedMap<String, String> parameters, Collection<String> names) {
    parameters.forEach(
        (name, values) -> {
          if (!names.contains(name)) {
            throw Refused.malformed(name, "There is no such parameter here.");
          }
          if (values.size() > 1) {
            throw Refused.malformed(name, "It is given more than once.");
          }
        });
  }

  static ResourceRef resource(String text) {
    int slash = text.indexOf('/');
    String type = slash < 0 ? "" : text.substring(0, slash);
    if (!RESOURCE_TYPES.contains(type)
        || slash + 1 == text.length()
        || text.length() > slash + 1 + ResourceRef.MAX_ID) {
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

  /** Parts of a list that is separated by commas. */
  static Set<String> some(String name, @Nullable String text, int most) {
    Set<String> parts = new LinkedHashSet<>();
    given(text).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(part -> id(name, part).orElseThrow(() -> Refused.malformed(name, NOTHING)))
        .forEach(parts::add);
    if (parts.size() > most) {
      throw Refused.malformed(name, "At most %d of them are expected.".formatted(most));
    }
    return parts;
  }

  static <E extends Enum<E>> Set<E> words(String name, @Nullable String text, Set<E> known) {
    return some(name, text, known.size()).stream()
        .map(
            part ->
                known.stream()
                    .filter(word -> word.name().equalsIgnoreCase(part))
                    .findFirst()
                    .orElseThrow(() -> Refused.malformed(name, "Any of " + list(known))))
        .collect(Collectors.toSet());
  }

  static <E extends Enum<E>> Optional<E> word(String name, @Nullable String text, Set<E> known) {
    Set<E> words = words(name, text, known);
    if (words.size() > 1) {
      throw Refused.malformed(name, "One of " + list(known));
    }
    return words.stream().findFirst();
  }

  private static String list(Set<? extends Enum<?>> known) {
    return known.stream().map(Enum::name).sorted().collect(Collectors.joining(", "))
        + " is expected.";
  }

  /** As it is given, unless it is blank; its length as people count. */
  static Optional<String> text(String name, @Nullable String text, int least, int most) {
    Optional<String> given = Optional.ofNullable(text).filter(t -> !t.isBlank());
    int length = given.map(t -> t.codePointCount(0, t.length())).orElse(least);
    if (length < least || length > most) {
      throw Refused.malformed(name, "%d to %d characters are expected.".formatted(least, most));
    }
    return given;
  }

  /** What names something: of a length that such a name can have, without control characters. */
  static Optional<String> id(String name, @Nullable String text) {
    Optional<String> given = given(text);
    if (given.map(t -> t.chars().anyMatch(Character::isISOControl)).orElse(false)) {
      throw Refused.malformed(name, "It has no control characters.");
    }
    return text(name, given.orElse(null), 1, ResourceRef.MAX_ID);
  }

  static Optional<Integer> number(String name, @Nullable String text, int most) {
    return whole(name, text, most).map(Long::intValue);
  }

  static Optional<Long> millis(String name, @Nullable String text) {
    return whole(name, text, LONGEST);
  }

  private static Optional<Long> whole(String name, @Nullable String text, long most) {
    return given(text)
        .map(
            digits -> {
              if (digits.matches("[0-9]{1,18}") && Long.parseLong(digits) <= most) {
                return Long.parseLong(digits);
              }
              throw Refused.malformed(
                  name, "A whole number from 0 to %d is expected.".formatted(most));
            });
  }

  static Optional<Instant> instant(String name, @Nullable String text) {
    try {
      return given(text).map(Moments::read);
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
