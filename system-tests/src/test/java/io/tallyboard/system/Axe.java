package io.tallyboard.system;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds wrong with a page by WCAG 2.2, levels A and AA. */
final class Axe {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private Axe() {}

  /** One line for each violation: the rule, and the first elements that break it. */
  static List<String> violations(Page page) {
    AxeResults found = new AxeBuilder(page).withTags(RULES).analyze();
    return found.getViolations().stream()
        .map(
            rule ->
                rule.getId()
                    + ": "
                    + rule.getNodes().stream()
                        .limit(3)
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList())
        .toList();
  }
}
