package io.tallyboard.local.process;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import io.tallyboard.contract.Topology;
import io.tallyboard.local.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The broker of this run: our own, or one that was named. It answers when this exists. */
public final class BrokerChoice implements AutoCloseable {
  private final URI uri;
  private final @Nullable EmbeddedBroker embedded;

  private BrokerChoice(URI uri, @Nullable EmbeddedBroker embedded) {
    this.uri = uri;
    this.embedded = embedded;
  }

  /** On a free port, with a password that only this run knows. */
  public static BrokerChoice embedded() throws Trouble {
    byte[] password = new byte[16];
    new SecureRandom().nextBytes(password);
    try {
      EmbeddedBroker broker =
          EmbeddedBroker.start(0, "tallyboard", HexFormat.of().formatHex(password));
      return new BrokerChoice(broker.uri(), broker);
    } catch (IOException e) {
      throw new Trouble("The embedded broker did not start: " + e.getMessage() + ".", e);
    }
  }

  public static BrokerChoice at(String address) throws Trouble {
    URI uri = parse(address);
    String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    BrokerChoice choice = new BrokerChoice(uri, null);
    try (Connection connection = choice.connections().newConnection("tallyboard check")) {
      connection.createChannel().close();
      return choice;
    } catch (PossibleAuthenticationFailureException e) {
      throw new Trouble("The broker at " + place + " refused the user name or password.", e);
    } catch (IOException | TimeoutException e) {
      throw new Trouble("The broker at " + place + " cannot be reached: is it running?", e);
    }
  }

  /** With user and password: not for any log. */
  public URI uri() {
    return uri;
  }

  /** Of our names on it, so that several boards can share a broker; as the services read it. */
  public Topology topology() {
    return new Topology(
        System.getenv().getOrDefault("TALLYBOARD_BROKER_PREFIX", Topology.DEFAULT_PREFIX));
  }

  /** What update queues can be made of: the embedded broker has no streams. */
  public String updatesKind() {
    return embedded == null ? "stream" : "classic";
  }

  public ConnectionFactory connections() {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(uri);
    } catch (URISyntaxException | GeneralSecurityException e) {
      throw new IllegalStateException("an AMQP address that was parsed cannot be used", e);
    }
    factory.setConnectionTimeout(5_000);
    return factory;
  }

  private static URI parse(String address) throws Trouble {
    try {
      URI uri = new URI(address);
      if (uri.getScheme() != null && uri.getHost() != null) {
        new ConnectionFactory().setUri(uri);
        return uri;
      }
    } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
      // Falls through: its message would quote a password.
    }
    throw new Trouble("--broker needs an address such as amqp://user:password@host:5672.");
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
