package io.tallyboard.tracker.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every update queue that the store names is being read. It asks, and never acts. */
@Readiness
@ApplicationScoped
class QueuesAreRead implements HealthCheck {
  private final UpdateQueues queues;

  QueuesAreRead(UpdateQueues queues) {
    this.queues = queues;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> unread = queues.unread();
    var response = HealthCheckResponse.named("update queues").status(unread.isEmpty());
    if (!unread.isEmpty()) {
      response.withData("unread", String.join(", ", unread));
    }
    return response.build();
  }
}
