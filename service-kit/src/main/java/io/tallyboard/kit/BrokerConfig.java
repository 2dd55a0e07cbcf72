package io.tallyboard.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the broker is. */
@ConfigMapping(prefix = "tallyboard.broker")
public interface BrokerConfig {

  /** {@code amqp://user:password@host:port/vhost}, or {@code amqps://} for TLS. */
  @WithDefault("amqp://guest:guest@localhost:5672")
  URI uri();

  /** What our exchanges and queues begin with, so that several boards can share a broker. */
  @WithDefault("tallyboard")
  String prefix();

  /** How long a publish may wait for the broker's confirm before it counts as failed. */
  @WithDefault("10S")
  Duration confirmTimeout();
}
