package io.tallyboard.api.access;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.domain.port.OpeningSink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts the uses of jobs' keys, and writes them down once a second: one write for each job that was
 * worked on, however many calls it made. What a replica had not written when it was killed is lost.
 */
@ApplicationScoped
class KeyUseLog {
  private static final Logger LOG = Logger.getLogger(KeyUseLog.class);

  /** While the store is away, jobs beyond are not counted. */
  private static final int MOST = 10_000;

  private final KeyUses uses;
  private final InstantSource clock;
  private final List<OpeningSink> sinks;
  private final int often;
  private final Map<String, KeyUse> counted = new HashMap<>();

  /** How often a job was opened here: those of late. */
  private final Map<String, Integer> openings =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  KeyUseLog(KeyUses uses, InstantSource clock, @All List<OpeningSink> sinks, ApiConfig config) {
    this.uses = uses;
    this.clock = clock;
    this.sinks = sinks;
    this.often = config.crashLoopLimit();
  }

  void call(String jobId) {
    note(jobId, 1, 0, 0);
  }

  /** One time too many is written at once, and told: each second may cost another process its life. */
  void opening(String jobId) {
    note(jobId, 0, 1, 0);
    if (often > 0 && times(jobId) > often) {
      write()
          .subscribe()
          .with(
              done -> sinks.forEach(sink -> sink.openedOften(jobId)),
              failure -> LOG.debug("it is told by the next sweep", failure));
    }
  }

  private synchronized int times(String jobId) {
    return openings.merge(jobId, 1, Integer::sum);
  }

  void refused(String jobId) {
    note(jobId, 0, 0, 1);
  }

  private void note(String jobId, long calls, long openings, long refused) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    add(jobId, new KeyUse(calls, openings, refused, now, now));
  }

  private synchronized void add(String jobId, KeyUse use) {
    if (counted.size() < MOST || counted.containsKey(jobId)) {
      counted.merge(jobId, use, KeyUse::plus);
    }
  }

  @Scheduled(every = "1S", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> write() {
    Map<String, KeyUse> taken = take();
    return taken.isEmpty()
        ? Uni.createFrom().voidItem()
        : uses.add(taken)
            .onFailure()
            .invoke(
                failure -> {
                  LOG.debugf("uses of keys are written later: %s", failure.getMessage());
                  taken.forEach(this::add);
                })
            .onFailure()
            .recoverWithNull();
  }

  private synchronized Map<String, KeyUse> take() {
    Map<String, KeyUse> taken = Map.copyOf(counted);
    counted.clear();
    return taken;
  }

  void end(@Observes ShutdownEvent stopping) {
    write().subscribe().with(done -> LOG.debug("uses of keys are written"), LOG::debug);
  }
}
