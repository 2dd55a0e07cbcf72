package io.tallyboard.monitor.messaging;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.tallyboard.monitor.config.Meters;
import io.tallyboard.monitor.domain.Beat;
import io.tallyboard.monitor.domain.Intake;
import io.tallyboard.monitor.domain.Reading;
import io.tallyboard.monitor.domain.Reading.Partial;
import io.tallyboard.monitor.domain.Reading.Refusal;
import io.tallyboard.monitor.domain.Reading.Unusable;
import io.tallyboard.monitor.domain.Reading.Usable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes what comes to this replica's queue, one at a time and in order. It is acknowledged once it is
 * in memory: a beat that is lost comes again. Nothing that anyone may send stops it.
 */
@ApplicationScoped
class BeatConsumer {
  private static final Logger LOG = Logger.getLogger(BeatConsumer.class);

  private final BeatDecoder decoder;
  private final Intake intake;
  private final Probes probes;
  private final Rejections rejections;
  private final Meters meters;
  private final InstantSource clock;

  BeatConsumer(
      BeatDecoder decoder,
      Intake intake,
      Probes probes,
      Rejections rejections,
      Meters meters,
      InstantSource clock) {
    this.decoder = decoder;
    this.intake = intake;
    this.probes = probes;
    this.rejections = rejections;
    this.meters = meters;
    this.clock = clock;
  }

  @Incoming("heartbeats")
  @NonBlocking
  void take(byte[] body, IncomingRabbitMQMetadata metadata) {
    try {
      if (!probes.heard(body, metadata)) {
        meters.heard();
        take(body, decoder.decode(body));
      }
    } catch (RuntimeException e) {
      LOG.error("a beat could not be taken", e);
    }
  }

  private void take(byte[] body, Reading reading) {
    if (reading instanceof Usable usable) {
      keep(usable.beat());
    } else if (reading instanceof Partial partial) {
      keep(partial.beat());
      reject(partial.refusal(), body);
    } else if (reading instanceof Unusable unusable) {
      reject(unusable.refusal(), body);
    }
  }

  private void keep(Beat beat) {
    if (!intake.take(beat, clock.instant())) {
      meters.crowdedOut();
    }
  }

  private void reject(Refusal refusal, byte[] body) {
    meters.rejected(refusal.reason());
    rejections.handIn(refusal, body);
  }
}
