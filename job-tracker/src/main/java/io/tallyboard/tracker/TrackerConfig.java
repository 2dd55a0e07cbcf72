package io.tallyboard.tracker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings of job-tracker. */
@ConfigMapping(prefix = "tallyboard.tracker")
public interface TrackerConfig {

  /** How many messages of one queue may be under way at once, 10,000 at most: bounds one batch. */
  @WithDefault("2000")
  int prefetch();

  /** How much memory, over all queues, messages may take that were handed over and are not done with. */
  @WithDefault("48M")
  MemorySize memoryBudget();

  /**
   * How long a stream that ends before the place up to which it was read is waited for: a replica of it
   * may lag behind. After that it counts as made anew.
   */
  @WithDefault("30S")
  Duration streamPatience();

  /**
   * What this replica is called, different from every other one's. Made up at each start unless it is
   * set; one that is set finds its own leases again after a crash.
   */
  Optional<String> replica();

  /** How long a queue stays with a replica that is not heard of any more. */
  @WithDefault("10S")
  Duration lease();

  /** How often the stored set of update queues is read again, and the leases renewed. */
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

  /** How many updates of one job are kept: log lines beyond are dropped and counted. */
  @WithDefault("100000")
  int jobUpdates();
}
