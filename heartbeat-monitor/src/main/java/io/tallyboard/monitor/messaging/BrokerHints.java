package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.monitor.config.Meters;
import io.tallyboard.monitor.domain.Hints;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hints on the topic exchange of events, by the key {@code extractor.<liveness>}. */
@ApplicationScoped
class BrokerHints implements Hints {
  private final MutinyEmitter<byte[]> hints;
  private final ObjectMapper json;
  private final Meters meters;
  private final Duration timeout;

  BrokerHints(
      @Channel("hints") MutinyEmitter<byte[]> hints,
      ObjectMapper json,
      Meters meters,
      BrokerConfig broker) {
    this.hints = hints;
    this.json = json;
    this.meters = meters;
    this.timeout = broker.confirmTimeout();
  }

  @Override
  public Uni<Void> tell(ExtractorHint hint) {
    return Uni.createFrom()
        .deferred(() -> hints.sendMessage(message(hint)))
        .ifNoItem()
        .after(timeout)
        .fail()
        .invoke(meters::hint);
  }

  private Message<byte[]> message(ExtractorHint hint) {
    String key = "extractor." + hint.liveness().name().toLowerCase(Locale.ROOT);
    return Message.of(encode(hint))
        .addMetadata(
            OutgoingRabbitMQMetadata.builder()
                .withRoutingKey(key)
                .withContentType("application/json")
                .build());
  }

  private byte[] encode(ExtractorHint hint) {
    try {
      return json.writeValueAsBytes(hint);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts can be written", e);
    }
  }
}
