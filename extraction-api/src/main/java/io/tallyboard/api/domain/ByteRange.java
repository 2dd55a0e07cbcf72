package io.tallyboard.api.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of something, in bytes, as RFC 9110 (14.1) asks for it.
 *
 * @param from the first
 * @param to the last: {@code from - 1} where there is none
 * @param size of the whole
 */
public record ByteRange(long from, long to, long size) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  public static ByteRange whole(long size) {
    return new ByteRange(0, size - 1, size);
  }

  /**
   * Reads a header {@code Range}. Several ranges at once, and what is no range at all, are answered with
   * the whole, which is always right.
   *
   * @return empty where no byte of it is there
   */
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher asked = ONE.matcher(header == null ? "" : header.strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return Optional.of(whole(size));
    }
    if (asked.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(asked.group(2)), size);
      return last == 0 ? Optional.empty() : Optional.of(new ByteRange(size - last, size - 1, size));
    }
    long from = Long.parseLong(asked.group(1));
    long to =
        asked.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(asked.group(2)), size - 1);
    if (!asked.group(2).isEmpty() && Long.parseLong(asked.group(2)) < from) {
      return Optional.of(whole(size));
    }
    return from >= size ? Optional.empty() : Optional.of(new ByteRange(from, to, size));
  }

  public long length() {
    return to - from + 1;
  }

  public boolean all() {
    return length() == size;
  }

  /** As the header {@code Content-Range} has it. */
  public String text() {
    return "bytes %d-%d/%d".formatted(from, to, size);
  }
}
