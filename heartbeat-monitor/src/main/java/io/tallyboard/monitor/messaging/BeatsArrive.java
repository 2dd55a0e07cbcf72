package io.tallyboard.monitor.messaging;

import io.tallyboard.monitor.domain.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while what is sent to our queue comes: an open connection alone would not tell. */
@Readiness
@ApplicationScoped
class BeatsArrive implements HealthCheck {
  private final Watch watch;
  private final InstantSource clock;

  BeatsArrive(Watch watch, InstantSource clock) {
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("broker").status(watch.provedAt(clock.instant())).build();
  }
}
