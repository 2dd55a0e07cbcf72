package io.tallyboard.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of what people do to jobs. */
@ConfigMapping(prefix = "tallyboard.api.actions")
public interface ActionsConfig {

  /** To how many jobs a second each replica does what is asked for many. */
  @WithDefault("50")
  int rate();

  /** How often what was begun and not finished is looked through. */
  @WithDefault("2S")
  Duration sweep();

  /** How often error queues are looked at, of the extractors whose settings say so. */
  @WithDefault("2S")
  Duration drain();
}
