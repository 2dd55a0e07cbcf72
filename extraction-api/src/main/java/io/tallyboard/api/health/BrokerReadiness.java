package io.tallyboard.api.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.JobSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the broker answers. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements AsyncHealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final JobSender sender;

  BrokerReadiness(JobSender sender) {
    this.sender = sender;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return sender
        .ping()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(nothing -> HealthCheckResponse.up("broker"))
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down("broker"));
  }
}
