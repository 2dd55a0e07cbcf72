package io.tallyboard.monitor.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How beats are heard and kept. */
@ConfigMapping(prefix = "tallyboard.monitor")
public interface MonitorConfig {

  /** This replica's own queue of beats: it must differ between replicas and between starts. */
  String queue();

  /** How often beats are written, and the watch proved. */
  @WithDefault("1S")
  Duration every();

  /** After so long without proof that beats arrive, silence before it no longer counts. */
  @WithDefault("5S")
  Duration gap();

  /** A newer version not heard for so long makes room for an older one that is heard. */
  @WithDefault("15M")
  Duration beside();

  /** Instances silent for so long are forgotten: each start of an extractor makes another. */
  @WithDefault("7D")
  Duration forgetAfter();

  /** How long nobody works on a job before it counts as lost, of the time that was watched. */
  @WithDefault("5M")
  Duration grace();

  /** How long the broker must be back before what it counts is believed: extractors come back too. */
  @WithDefault("15S")
  Duration settle();

  /** The same unusable beat is handed in at most once in so long. */
  @WithDefault("1M")
  Duration rejectAgainAfter();
}
