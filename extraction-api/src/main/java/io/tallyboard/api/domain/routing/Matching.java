package io.tallyboard.api.domain.routing;

import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a rule fits what happened. A pattern has two words, with a slash between those of a type and a
 * dot between those of an operation, as Clowder takes either for both; an asterisk stands for any word,
 * and alone for all. Case does not matter, nor do a type's parameters.
 */
public final class Matching {
  private static final String ANY = "*";

  private Matching() {}

  /** The first rule that fits, in the extractor's own order. */
  public static Optional<Rule> first(List<Rule> rules, Occurrence what) {
    return rules.stream().filter(rule -> fits(rule, what)).findFirst();
  }

  public static boolean fits(Rule rule, Occurrence what) {
    if (!rule.trigger().strip().equalsIgnoreCase(what.trigger())) {
      return false;
    }
    String pattern = withoutParameters(rule.pattern());
    if (pattern.equals(ANY)) {
      return true;
    }
    int cut = cut(pattern);
    return cut > 0
        && cut < pattern.length() - 1
        && fits(pattern.substring(0, cut), what.first())
        && fits(pattern.substring(cut + 1), what.second());
  }

  private static String withoutParameters(String pattern) {
    int end = pattern.indexOf(';');
    return (end < 0 ? pattern : pattern.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Types have dots in them: only where there is no slash is a dot the cut. */
  private static int cut(String pattern) {
    int slash = pattern.indexOf('/');
    return slash >= 0 ? slash : pattern.indexOf('.');
  }

  private static boolean fits(String pattern, String word) {
    return pattern.equals(ANY) || pattern.equals(word.toLowerCase(Locale.ROOT));
  }
}
