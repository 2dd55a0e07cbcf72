package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An extractor's settings as they are stored.
 *
 * @param spaces a list, since a space's id may be no name of a field
 */
public record SettingsDocument(
    @BsonId String id,
    boolean enabled,
    List<Space> spaces,
    List<String> grants,
    @Nullable Pause paused,
    boolean drainErrors,
    long recordVersion) {

  /** What is said of one space. */
  public record Space(String id, boolean enabled) {}

  /** Since when it is sent no jobs, and who said so. */
  public record Pause(Instant since, UserRef by) {}

  static SettingsDocument of(ExtractorSettings settings, long version) {
    ExtractorSettings.Paused paused = settings.paused();
    return new SettingsDocument(
        settings.extractor(),
        settings.enabled(),
        settings.spaces().entrySet().stream()
            .map(space -> new Space(space.getKey(), space.getValue()))
            .toList(),
        settings.grants(),
        paused == null ? null : new Pause(paused.since(), paused.by()),
        settings.drainErrors(),
        version);
  }

  ExtractorSettings toSettings() {
    Map<String, Boolean> bySpace =
        spaces.stream().collect(Collectors.toMap(Space::id, Space::enabled, (a, b) -> b));
    return new ExtractorSettings(
        id,
        enabled,
        bySpace,
        grants,
        paused == null ? null : new ExtractorSettings.Paused(paused.since(), paused.by()),
        drainErrors,
        recordVersion);
  }
}
