package io.tallyboard.tracker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of job-tracker. */
@ConfigMapping(prefix = "tallyboard.tracker")
public interface TrackerConfig {

  /** How many messages of one queue may be under way at once: bounds memory, and one batch. */
  @WithDefault("1000")
  int prefetch();

  /** How often the stored set of update queues is read again. */
  @WithDefault("1S")
  Duration queueSweep();

  /** The longest pause between two tries while the broker or the store is away. */
  @WithDefault("10S")
  Duration maxBackOff();

  /**
   * How long a plain queue must be quiet, after subscribing, before what it handed out counts as all
   * that it had handed out before.
   */
  @WithDefault("500MS")
  Duration redeliveryQuiet();
}
