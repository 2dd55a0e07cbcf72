package io.tallyboard.local.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) in this JVM, on loopback only, its messages in memory. It
 * stands in for RabbitMQ except for streams, queue arguments and policies.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class.getName());
  private static final String GUEST = "guest";

  /** It tells of every connection and queue; held, or the level would be forgotten. */
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("org.apache.qpid"), Logger.getLogger("qpid"));

  static {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final SystemLauncher launcher;
  private final URI uri;

  private EmbeddedBroker(SystemLauncher launcher, URI uri) {
    this.launcher = launcher;
    this.uri = uri;
  }

  /** As RabbitMQ's own default: guest, guest. */
  public static EmbeddedBroker start(int port) throws IOException {
    return start(port, GUEST, GUEST);
  }

  /**
   * Answers once connections are accepted.
   *
   * @param port 0 for any free one
   * @throws IOException the port is taken, or the broker did not come up
   */
  public static EmbeddedBroker start(int port, String user, String password) throws IOException {
    Container container = new Container();
    SystemLauncher launcher = new SystemLauncher(container);
    try {
      launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              configuration().toExternalForm(),
              "startupLoggedToSystemOut",
              "false",
              "context",
              Map.of(
                  "tallyboard.port",
                  String.valueOf(port),
                  "tallyboard.user",
                  user,
                  "tallyboard.password",
                  password,
                  "qpid.work_dir",
                  System.getProperty("java.io.tmpdir"))));
    } catch (Exception e) {
      launcher.shutdown();
      throw new IOException("the embedded broker did not start: " + e.getMessage(), e);
    }
    int bound = container.boundPort();
    if (bound <= 0) {
      launcher.shutdown();
      throw new IOException("port " + port + " is taken: the embedded broker cannot have it");
    }
    return new EmbeddedBroker(
        launcher, URI.create("amqp://" + user + ":" + password + "@127.0.0.1:" + bound));
  }

  private static URL configuration() {
    return Objects.requireNonNull(
        EmbeddedBroker.class.getResource("broker.json"), "broker.json is not on the class path");
  }

  /** With user and password: not for any log. */
  public URI uri() {
    return uri;
  }

  /** Also when the JVM is ending: the broker has a hook of its own, which may be the first. */
  @Override
  public void close() {
    try {
      launcher.shutdown();
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "stopped already", e);
    }
  }

  /** Learns what the launcher does not tell: which port the broker got. */
  private static final class Container
      extends SystemLauncherListener.DefaultSystemLauncherListener {
    private @Nullable SystemConfig<?> system;

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
      this.system = systemConfig;
    }

    int boundPort() {
      if (system == null || !(system.getContainer() instanceof Broker<?> broker)) {
        return -1;
      }
      for (Port<?> port : broker.getPorts()) {
        if (port instanceof AmqpPort<?> amqp) {
          return amqp.getBoundPort();
        }
      }
      return -1;
    }
  }
}
