package io.tallyboard.api.domain.routing;

import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.PrivateExtractors;
import io.tallyboard.api.domain.routing.Verdict.Reason;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides, extractor by extractor. */
public final class Router {
  private static final int MOST_RULES_TOLD = 5;

  private Router() {}

  /**
   * By the extractors' names.
   *
   * @param settings of those about which something was decided
   * @param space where it happened, if it did in one
   * @param user who caused it
   */
  public static List<Verdict> decide(
      List<ExtractorInfo> extractors,
      Map<String, ExtractorSettings> settings,
      Occurrence what,
      Optional<String> space,
      UserRef user) {
    return extractors.stream()
        .sorted(Comparator.comparing(ExtractorInfo::name))
        .map(
            info ->
                decide(
                    info,
                    Optional.ofNullable(settings.get(info.name()))
                        .orElseGet(() -> ExtractorSettings.standard(info.name())),
                    what,
                    space,
                    user))
        .toList();
  }

  static Verdict decide(
      ExtractorInfo info,
      ExtractorSettings settings,
      Occurrence what,
      Optional<String> space,
      UserRef user) {
    if (!PrivateExtractors.mayUse(info, settings, user)) {
      return new Verdict.Skipped(
          info,
          Reason.PRIVATE,
          "It is another's own, and was not granted to %s.".formatted(called(user)));
    }
    Optional<Rule> rule = Matching.first(info.process(), what);
    if (rule.isEmpty()) {
      return new Verdict.Skipped(info, Reason.NO_RULE, noRule(info, what));
    }
    if (!settings.enabledIn(space)) {
      boolean there = space.map(settings.spaces()::containsKey).orElse(false);
      return there
          ? new Verdict.Skipped(info, Reason.DISABLED_IN_SPACE, "It is switched off in this space.")
          : new Verdict.Skipped(info, Reason.DISABLED, "It is switched off.");
    }
    return new Verdict.Runs(info, rule.get());
  }

  private static String called(UserRef user) {
    String name = user.name();
    return name == null ? user.id() : name;
  }

  private static String noRule(ExtractorInfo info, Occurrence what) {
    List<String> patterns =
        info.process().stream()
            .filter(rule -> rule.trigger().strip().equalsIgnoreCase(what.trigger()))
            .map(Rule::pattern)
            .toList();
    if (patterns.isEmpty()) {
      return "It has no rule for what happens to %s."
          .formatted(
              switch (what.trigger()) {
                case Occurrence.FILE -> "files";
                case Occurrence.DATASET -> "datasets";
                default -> "metadata";
              });
    }
    String told =
        patterns.stream().limit(MOST_RULES_TOLD).collect(Collectors.joining(", "))
            + (patterns.size() > MOST_RULES_TOLD ? " …" : "");
    return patterns.size() == 1
        ? "Its rule %s does not fit %s.".formatted(told, what.operation())
        : "None of its rules %s fits %s.".formatted(told, what.operation());
  }
}
