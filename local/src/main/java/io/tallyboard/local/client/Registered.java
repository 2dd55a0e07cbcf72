package io.tallyboard.local.client;

import io.tallyboard.local.client.Views.ExtractorView;
import io.tallyboard.local.extractor.StopSignal;
import io.tallyboard.local.files.MimePattern;
import io.tallyboard.local.process.Trouble;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The extractors that the board knows, by their beats.
 *
 * @param extractors by name
 */
public record Registered(List<ExtractorView> extractors) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  public Registered {
    extractors = List.copyOf(extractors);
  }

  /**
   * Waits until each of these is there.
   *
   * @param expected how many instances of which extractor
   */
  public static Registered await(Board board, Map<String, Integer> expected, StopSignal stop)
      throws Trouble, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      List<ExtractorView> known =
          board.extractors().stream()
              .filter(e -> e.instancesOnline() > 0)
              .sorted(Comparator.comparing(ExtractorView::name))
              .toList();
      if (expected.entrySet().stream().allMatch(e -> has(known, e.getKey(), e.getValue()))) {
        return new Registered(known);
      }
      if (System.nanoTime() > end) {
        throw new Trouble(
            "The board did not hear of its extractors within " + LIMIT.toSeconds() + " s.");
      }
      if (stop.await(POLL)) {
        throw new InterruptedException("stopping");
      }
    }
  }

  public List<String> names() {
    return extractors.stream().map(ExtractorView::name).toList();
  }

  /** Those that say they work on files of this type. */
  List<String> forFilesOf(String mimeType) {
    return extractors.stream()
        .filter(e -> e.process() != null && worksOn(e, mimeType))
        .map(ExtractorView::name)
        .toList();
  }

  private static boolean worksOn(ExtractorView extractor, String mimeType) {
    return extractor.process() != null
        && extractor.process().stream()
            .filter(rule -> rule.trigger().equals("file"))
            .anyMatch(rule -> new MimePattern(rule.pattern()).matches(mimeType));
  }

  private static boolean has(List<ExtractorView> known, String name, int instances) {
    return known.stream().anyMatch(e -> e.name().equals(name) && e.instancesOnline() >= instances);
  }
}
