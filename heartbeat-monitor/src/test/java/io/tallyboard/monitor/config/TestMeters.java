package io.tallyboard.monitor.config;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

public final class TestMeters {
  private TestMeters() {}

  public static Meters meters() {
    return new Meters(new SimpleMeterRegistry());
  }
}
