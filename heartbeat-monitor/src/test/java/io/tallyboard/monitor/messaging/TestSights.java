package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.monitor.domain.QueueSights;
import io.tallyboard.monitor.domain.VerdictSink;
import io.tallyboard.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** The broker of the tests at the end of a cable, as this service looks at it and tells it. */
public final class TestSights implements AutoCloseable {
  private final Cable cable;
  private final BrokerConfig config;
  private final BrokerSights sights;
  private final InstantSource clock;

  public TestSights(InstantSource clock) {
    URI there = URI.create(Servers.get().brokerUri());
    cable = new Cable(there.getHost(), there.getPort() < 0 ? 5672 : there.getPort());
    config =
        new End(
            URI.create(
                "amqp://%s@127.0.0.1:%d%s"
                    .formatted(there.getRawUserInfo(), cable.port(), there.getRawPath())));
    sights = new BrokerSights(new Broker(config), clock);
    this.clock = clock;
  }

  public QueueSights sights() {
    return sights;
  }

  public VerdictSink verdicts() {
    ObjectMapper json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    return new BrokerVerdicts(new ConfirmedPublisher(new Broker(config), config), json, clock);
  }

  public void pull(boolean out) {
    cable.pull(out);
  }

  @Override
  public void close() {
    sights.close();
    try {
      cable.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record End(URI uri) implements BrokerConfig {
    @Override
    public String prefix() {
      return "tallyboard";
    }

    @Override
    public Duration confirmTimeout() {
      return Duration.ofSeconds(5);
    }
  }
}
