package io.tallyboard.api.health;

import io.tallyboard.api.dispatch.Preparation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether indexes, the administrator's key and the update queues are there. */
@Readiness
@ApplicationScoped
class PreparedReadiness implements HealthCheck {
  private final Preparation preparation;

  PreparedReadiness(Preparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("prepared").status(preparation.done()).build();
  }
}
