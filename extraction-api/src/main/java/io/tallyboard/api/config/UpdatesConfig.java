package io.tallyboard.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tallyboard.contract.store.QueueKind;
import java.util.List;
import java.util.Optional;

/** The queues that jobs report to. */
@ConfigMapping(prefix = "tallyboard.updates")
public interface UpdatesConfig {

  /** How many there are at least: the set grows with this number, and never shrinks. */
  @WithDefault("2")
  int partitions();

  /**
   * What new ones are made of: {@code stream} (RabbitMQ 3.9 and later), or {@code classic} for a broker
   * that has no streams, such as the embedded one.
   */
  @WithDefault("stream")
  QueueKind kind();

  /**
   * Queues of other systems that are read too: {@code queue}, or {@code queue>other} where their
   * messages go on to another queue, unchanged. More can be registered while it runs.
   */
  Optional<List<String>> foreign();
}
