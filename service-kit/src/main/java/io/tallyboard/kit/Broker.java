package io.tallyboard.kit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.smallrye.common.annotation.Identifier;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections to the one broker that is configured: for channels of the messaging extension, and
 * plain ones where a queue's name, a consumer's arguments or {@code mandatory} are known only at run
 * time.
 */
@ApplicationScoped
public class Broker {
  /** RabbitMQ 3.10 takes messages of up to 128 MiB. */
  private static final int MAX_MESSAGE = (128 << 20) + 1;

  private final BrokerConfig config;

  public Broker(BrokerConfig config) {
    this.config = config;
  }

  /**
   * A new connection of the caller's own, which does not recover by itself: whoever consumes must
   * know when it broke.
   *
   * @param name shown by the broker's tools
   */
  public Connection connect(String name) throws IOException, TimeoutException {
    return factory().newConnection(name);
  }

  /**
   * A connection whose calls fail when the broker takes longer than that to answer.
   *
   * @param patience for the connection itself, and for each answer
   */
  public Connection connect(String name, Duration patience) throws IOException, TimeoutException {
    ConnectionFactory factory = factory();
    int millis = Math.toIntExact(patience.toMillis());
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(millis);
    factory.setChannelRpcTimeout(millis);
    return factory.newConnection(name);
  }

  /** How long a publish may wait for its confirm before it counts as failed. */
  public Duration confirmTimeout() {
    return config.confirmTimeout();
  }

  /** Options of the messaging extension's connector, by the name {@code tallyboard}. */
  @Produces
  @Identifier("tallyboard")
  RabbitMQOptions options() {
    // Field by field: the Vert.x client logs a URI that it is given, password and all.
    ConnectionFactory parsed = factory();
    RabbitMQOptions options =
        new RabbitMQOptions()
            .setHost(parsed.getHost())
            .setPort(parsed.getPort())
            .setUser(parsed.getUsername())
            .setPassword(parsed.getPassword())
            .setVirtualHost(parsed.getVirtualHost())
            .setRequestedHeartbeat(parsed.getRequestedHeartbeat())
            .setConnectionTimeout(parsed.getConnectionTimeout())
            .setReconnectInterval(1_000)
            .setReconnectAttempts(Integer.MAX_VALUE);
    options.setSsl("amqps".equals(config.uri().getScheme()));
    return options;
  }

  private ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(config.uri());
    } catch (URISyntaxException | GeneralSecurityException e) {
      throw new IllegalStateException("tallyboard.broker.uri cannot be used: " + e.getMessage(), e);
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setRequestedHeartbeat(20);
    factory.setConnectionTimeout(10_000);
    // What the broker takes must be taken from it, or the same message closes every connection.
    factory.setMaxInboundMessageBodySize(MAX_MESSAGE);
    return factory;
  }
}
