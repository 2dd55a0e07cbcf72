package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about an extractor, as an operator reads it.
 *
 * @param version rises with each change; 0 where nothing was decided yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettingsView(
    String extractor,
    boolean enabled,
    Map<String, Boolean> spaces,
    List<String> grants,
    @Nullable PausedView paused,
    boolean drainErrors,
    long version) {

  /** Since when it is sent no jobs, and who said so. */
  public record PausedView(Instant since, UserRef by) {}

  static SettingsView of(ExtractorSettings settings) {
    ExtractorSettings.Paused paused = settings.paused();
    return new SettingsView(
        settings.extractor(),
        settings.enabled(),
        settings.spaces(),
        settings.grants(),
        paused == null ? null : new PausedView(paused.since(), paused.by()),
        settings.drainErrors(),
        settings.recordVersion());
  }
}
