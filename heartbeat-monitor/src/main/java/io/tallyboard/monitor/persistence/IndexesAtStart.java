package io.tallyboard.monitor.persistence;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Creates the indexes as soon as the store is there, which may be later than we are. */
@ApplicationScoped
class IndexesAtStart {
  private static final Logger LOG = Logger.getLogger(IndexesAtStart.class);

  private final Stored stored;

  IndexesAtStart(Stored stored) {
    this.stored = stored;
  }

  void create(@Observes StartupEvent started) {
    stored
        .createIndexes()
        .onFailure()
        .invoke(e -> LOG.warnf("the indexes could not be created yet: %s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(30))
        .indefinitely()
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .subscribe()
        .with(
            done -> LOG.debug("the indexes are there"),
            e -> LOG.error("the indexes could not be created", e));
  }
}
