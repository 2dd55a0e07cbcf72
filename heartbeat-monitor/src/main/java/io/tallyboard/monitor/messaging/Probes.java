package io.tallyboard.monitor.messaging;

import com.rabbitmq.client.AMQP;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.kit.ConfirmedPublisher.Outcome;
import io.tallyboard.monitor.config.MonitorConfig;
import io.tallyboard.monitor.domain.Watch;
import io.tallyboard.monitor.domain.Watch.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a probe to our own queue every second, and knows it again when it comes. */
@ApplicationScoped
class Probes {
  private static final String TYPE = "tallyboard.probe";

  private static final Logger LOG = Logger.getLogger(Probes.class);

  private final ConfirmedPublisher publisher;
  private final MonitorConfig config;
  private final Watch watch;
  private final InstantSource clock;

  private volatile @Nullable String told;

  /** Nobody else's message passes for one of ours. */
  private final String ours = UUID.randomUUID().toString();

  Probes(ConfirmedPublisher publisher, MonitorConfig config, Watch watch, InstantSource clock) {
    this.publisher = publisher;
    this.config = config;
    this.watch = watch;
    this.clock = clock;
  }

  @Scheduled(every = "{tallyboard.monitor.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> send() {
    Probe probe = watch.probe(clock.instant());
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().type(TYPE).correlationId(ours).build();
    byte[] body = Long.toString(probe.number()).getBytes(StandardCharsets.US_ASCII);
    return publisher
        .publish(config.queue(), properties, body)
        .invoke(outcome -> sent(probe, outcome))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            failure -> {
              watch.notSent(probe);
              tell(failure);
              return Uni.createFrom().voidItem();
            });
  }

  private void sent(Probe probe, Outcome outcome) {
    switch (outcome) {
      case CONFIRMED -> watch.confirmed(probe);
      case RETURNED -> watch.noQueue(probe);
    }
    told = null;
  }

  /** Once, and not each second: whoever asks for our health is told at any time. */
  private void tell(Throwable failure) {
    String what = String.valueOf(failure.getMessage());
    if (!what.equals(told)) {
      told = what;
      LOG.warnf("beats cannot be heard: %s", what);
    }
  }

  /** True if this was a probe of ours. */
  boolean heard(byte[] body, IncomingRabbitMQMetadata metadata) {
    boolean probe =
        metadata.getType().filter(TYPE::equals).isPresent()
            && metadata.getCorrelationId().filter(ours::equals).isPresent();
    if (probe) {
      watch.heard(Long.parseLong(new String(body, StandardCharsets.US_ASCII)));
    }
    return probe;
  }
}
