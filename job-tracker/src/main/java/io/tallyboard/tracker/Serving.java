package io.tallyboard.tracker;

import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether this process is the service. With arguments it runs one command beside the service, and
 * whatever works by itself (readers of queues, scheduled jobs, hints) keeps still.
 */
@ApplicationScoped
public class Serving {
  private final String[] arguments;

  Serving(@CommandLineArguments String[] arguments) {
    this.arguments = arguments;
  }

  public boolean serves() {
    return arguments.length == 0;
  }

  /** For {@code @Scheduled(skipExecutionIf = ...)}: every scheduled job of this service names it. */
  @ApplicationScoped
  public static class Not implements Scheduled.SkipPredicate {
    private final Serving serving;

    Not(Serving serving) {
      this.serving = serving;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
      return !serving.serves();
    }
  }
}
