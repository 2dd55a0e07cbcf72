package io.tallyboard.monitor.config;

import io.tallyboard.monitor.domain.Intake;
import io.tallyboard.monitor.domain.Pending;
import io.tallyboard.monitor.domain.Registry;
import io.tallyboard.monitor.domain.Rhythms;
import io.tallyboard.monitor.domain.Throttle;
import io.tallyboard.monitor.domain.Verdicts;
import io.tallyboard.monitor.domain.Watch;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The domain's parts, one of each. */
final class Parts {
  private static final int MAX_PENDING_INSTANCES = 20_000;
  private static final long MAX_PENDING_WEIGHT = 32L << 20;

  Parts() {}

  @Produces
  @Singleton
  static InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  static Watch watch(MonitorConfig config) {
    return new Watch(config.gap());
  }

  @Produces
  @Singleton
  static Rhythms rhythms() {
    return new Rhythms();
  }

  @Produces
  @Singleton
  static Pending pending() {
    return new Pending(MAX_PENDING_INSTANCES, MAX_PENDING_WEIGHT);
  }

  @Produces
  @Singleton
  static Intake intake(Rhythms rhythms, Pending pending, Watch watch) {
    return new Intake(rhythms, pending, watch);
  }

  @Produces
  @Singleton
  static Registry registry(MonitorConfig config) {
    return new Registry(config.beside());
  }

  @Produces
  @Singleton
  static Verdicts verdicts(MonitorConfig config) {
    return new Verdicts(config.grace(), config.settle());
  }

  @Produces
  @Singleton
  static Throttle rejections(MonitorConfig config) {
    return new Throttle(config.rejectAgainAfter());
  }
}
