package io.tallyboard.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The stream of changes. */
@ConfigMapping(prefix = "tallyboard.api.live")
public interface LiveConfig {

  /** How many streams may be open on one replica; fewer where it may not open so many files. */
  @WithDefault("5000")
  int maxStreams();

  /** How often the store is asked for what no hint told: how late a lost hint makes a change. */
  @WithDefault("3S")
  Duration sweep();
}
