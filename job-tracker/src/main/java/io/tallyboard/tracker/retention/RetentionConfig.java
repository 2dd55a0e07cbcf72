package io.tallyboard.tracker.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tallyboard.contract.JobState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** After how long finished jobs are removed, by their state; never where nothing is set. */
@ConfigMapping(prefix = "tallyboard.tracker.retention")
public interface RetentionConfig {
  Optional<Duration> succeeded();

  Optional<Duration> skipped();

  Optional<Duration> error();

  Optional<Duration> cancelled();

  Optional<Duration> lost();

  /** Whether jobs with imported history are removed too. */
  @WithDefault("false")
  boolean imported();

  /** How long it is remembered that a job was removed, so that no late update makes a ghost of it. */
  @WithDefault("30D")
  Duration remember();

  /** How often what is due is removed. */
  @WithDefault("1M")
  Duration sweep();

  /** Those states that have an age. */
  default Map<JobState, Duration> ages() {
    Map<JobState, Duration> ages = new EnumMap<>(JobState.class);
    succeeded().ifPresent(age -> ages.put(JobState.SUCCEEDED, age));
    skipped().ifPresent(age -> ages.put(JobState.SKIPPED, age));
    error().ifPresent(age -> ages.put(JobState.ERROR, age));
    cancelled().ifPresent(age -> ages.put(JobState.CANCELLED, age));
    lost().ifPresent(age -> ages.put(JobState.LOST, age));
    return ages;
  }
}
