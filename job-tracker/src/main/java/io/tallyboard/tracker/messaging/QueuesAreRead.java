package io.tallyboard.tracker.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while every update queue that this replica holds is being read; one that holds none is ready
 * too. A queue that waits for somebody else is shown, and is no fault of ours. It asks, and never
 * acts.
 */
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
    List<String> waiting = queues.waiting();
    var response =
        HealthCheckResponse.named("update queues").status(queues.begun() && unread.isEmpty());
    if (!unread.isEmpty()) {
      response.withData("unread", String.join(", ", unread));
    }
    if (!waiting.isEmpty()) {
      response.withData("waiting", String.join(", ", waiting));
    }
    return response.build();
  }
}
