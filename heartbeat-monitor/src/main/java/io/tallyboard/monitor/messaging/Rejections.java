package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.kit.ConfirmedPublisher.Outcome;
import io.tallyboard.monitor.config.Meters;
import io.tallyboard.monitor.domain.Reading.Refusal;
import io.tallyboard.monitor.domain.Reason;
import io.tallyboard.monitor.domain.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Hands in what could not be used, for job-tracker to keep. Best effort: where that fails, a counter
 * and a line tell, for whoever sent it sends it again. The body never comes into a log.
 */
@ApplicationScoped
class Rejections {
  private static final Logger LOG = Logger.getLogger(Rejections.class);

  /** Of the whole message, so that its reader does not reject it in turn. */
  private static final int MAX_BYTES = Reason.MAX_BYTES;

  private static final int AT_ONCE = 16;

  private final ConfirmedPublisher publisher;
  private final String queue;
  private final ObjectMapper json;
  private final Throttle throttle;
  private final Meters meters;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(AT_ONCE);

  Rejections(
      ConfirmedPublisher publisher,
      BrokerConfig broker,
      ObjectMapper json,
      Throttle throttle,
      Meters meters,
      InstantSource clock) {
    this.publisher = publisher;
    this.queue = new Topology(broker.prefix()).updateQueue(0);
    this.json = json;
    this.throttle = throttle;
    this.meters = meters;
    this.clock = clock;
  }

  void handIn(Refusal refusal, byte[] body) {
    String digest = sha256(body);
    if (!throttle.pass(digest, clock.instant())) {
      return;
    }
    if (!room.tryAcquire()) {
      dropped(refusal, "too many at once");
      return;
    }
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().contentType("application/json").deliveryMode(2).build();
    publisher
        .publish(queue, properties, message(refusal, digest, body))
        .onTermination()
        .invoke(room::release)
        .subscribe()
        .with(
            outcome -> {
              if (outcome == Outcome.RETURNED) {
                dropped(refusal, "there is no queue " + queue + " yet");
              }
            },
            failure -> dropped(refusal, "the broker did not take it"));
  }

  private void dropped(Refusal refusal, String why) {
    meters.notHandedIn();
    LOG.warnf("a beat was rejected (%s) and not handed in: %s", refusal.reason(), why);
  }

  private byte[] message(Refusal refusal, String digest, byte[] body) {
    int keep = Math.min(body.length, MAX_BYTES);
    byte[] message = encode(refusal, digest, body, keep);
    while (message.length > MAX_BYTES) {
      // What has to be escaped grows: cut in proportion, and a little more.
      keep = (int) ((long) keep * MAX_BYTES / message.length * 15 / 16);
      message = encode(refusal, digest, body, keep);
    }
    return message;
  }

  private byte[] encode(Refusal refusal, String digest, byte[] body, int keep) {
    String text = Redactor.redact(new String(Arrays.copyOf(body, keep), StandardCharsets.UTF_8));
    Rejection rejection =
        new Rejection(
            Topology.HEARTBEATS,
            "beat:" + refusal.reason() + ":" + digest,
            refusal.reason().name(),
            refusal.detail(),
            text);
    try {
      return json.writeValueAsBytes(rejection);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts can be written", e);
    }
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JRE has SHA-256", e);
    }
  }
}
