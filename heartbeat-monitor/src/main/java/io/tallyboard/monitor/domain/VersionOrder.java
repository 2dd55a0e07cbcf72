package io.tallyboard.monitor.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The natural order of versions of any text: numbers by their value, words by the alphabet, and at the
 * same place a word of a pre-release before nothing, nothing before any other word, a word before a
 * number. So 1.0-SNAPSHOT &lt; 1.0 &lt; 1.0-patch &lt; 1.0.1 &lt; 1.10, and {@code latest}, which says
 * nothing, is older than any number. No version at all is the oldest.
 */
final class VersionOrder implements Comparator<@Nullable String> {
  private static final Pattern PART = Pattern.compile("[0-9]+|[\\p{L}]+");
  private static final Set<String> BEFORE_RELEASE =
      Set.of(
          "a", "alpha", "b", "beta", "dev", "m", "milestone", "pre", "preview", "rc", "snapshot");

  @Override
  public int compare(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    List<Part> left = parts(a);
    List<Part> right = parts(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order = at(left, i).compareTo(at(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Part> parts(String version) {
    String text = version.strip().toLowerCase(Locale.ROOT);
    String bare = text.matches("v[0-9].*") ? text.substring(1) : text;
    return PART.matcher(bare).results().map(MatchResult::group).map(Part::of).toList();
  }

  private static Part at(List<Part> parts, int i) {
    return i < parts.size() ? parts.get(i) : Part.NOTHING;
  }

  /** One number or word; {@code rank} tells kinds apart, {@code length} numbers by their size. */
  private record Part(int rank, int length, String text) implements Comparable<Part> {
    static final Part NOTHING = new Part(1, 0, "");

    private static final Comparator<Part> ORDER =
        Comparator.comparingInt(Part::rank)
            .thenComparingInt(Part::length)
            .thenComparing(Part::text);

    static Part of(String text) {
      if (Character.isDigit(text.charAt(0))) {
        String digits = text.replaceFirst("^0+(?=.)", "");
        return new Part(3, digits.length(), digits);
      }
      return new Part(BEFORE_RELEASE.contains(text) ? 0 : 2, 0, text);
    }

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }
}
