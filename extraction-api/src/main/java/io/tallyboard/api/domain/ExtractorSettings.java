package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What operators decided about an extractor. No beat of it changes any of this.
 *
 * @param enabled whether events make jobs for it where its spaces say nothing else
 * @param spaces by the space's id, whether events there make jobs for it: goes before {@code enabled}
 * @param grants ids of the users who may use it though it is another's own
 * @param drainErrors whether its error queue is taken into the store
 * @param recordVersion rises with every write; 0 where nothing was decided yet
 */
public record ExtractorSettings(
    String extractor,
    boolean enabled,
    Map<String, Boolean> spaces,
    List<String> grants,
    @Nullable Paused paused,
    boolean drainErrors,
    long recordVersion) {
  public static final int MAX_SPACES = 1_000;
  public static final int MAX_GRANTS = 1_000;

  public ExtractorSettings {
    spaces = java.util.Collections.unmodifiableMap(new TreeMap<>(spaces));
    grants = grants.stream().distinct().sorted().toList();
  }

  /** Since when it is sent no jobs, and who said so. */
  public record Paused(Instant since, UserRef by) {}

  /** Of an extractor about which nothing was decided. */
  public static ExtractorSettings standard(String extractor) {
    return new ExtractorSettings(extractor, true, Map.of(), List.of(), null, false, 0);
  }

  /** Whether events in the space, or in none, make jobs for it. */
  public boolean enabledIn(Optional<String> space) {
    return space.map(spaces::get).orElse(enabled);
  }

  public boolean isPaused() {
    return paused != null;
  }

  public ExtractorSettings withEnabled(boolean now) {
    return new ExtractorSettings(
        extractor, now, spaces, grants, paused, drainErrors, recordVersion);
  }

  /** What is said of each space; null takes back what was said. */
  public ExtractorSettings withSpaces(Map<String, @Nullable Boolean> said) {
    Map<String, Boolean> next = new TreeMap<>(spaces);
    said.forEach(
        (space, on) -> {
          if (on == null) {
            next.remove(space);
          } else {
            next.put(space, on);
          }
        });
    return new ExtractorSettings(
        extractor, enabled, next, grants, paused, drainErrors, recordVersion);
  }

  public ExtractorSettings withGrants(List<String> users) {
    return new ExtractorSettings(
        extractor, enabled, spaces, users, paused, drainErrors, recordVersion);
  }

  public ExtractorSettings withPaused(@Nullable Paused now) {
    return new ExtractorSettings(
        extractor, enabled, spaces, grants, now, drainErrors, recordVersion);
  }

  public ExtractorSettings withDrainErrors(boolean now) {
    return new ExtractorSettings(extractor, enabled, spaces, grants, paused, now, recordVersion);
  }
}
