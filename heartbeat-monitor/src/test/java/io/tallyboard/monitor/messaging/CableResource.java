package io.tallyboard.monitor.messaging;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallyboard.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The servers of the tests, the broker at the end of a cable: tests say whether it is pulled. */
public class CableResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable Cable cable;

  @Override
  public Map<String, String> start() {
    Servers servers = Servers.get();
    URI broker = URI.create(servers.brokerUri());
    cable = new Cable(broker.getHost(), broker.getPort() < 0 ? 5672 : broker.getPort());
    return Map.of(
        "tallyboard.broker.uri",
        "amqp://" + broker.getRawUserInfo() + "@127.0.0.1:" + cable.port() + broker.getRawPath(),
        "tallyboard.broker.prefix",
        servers.freshPrefix(),
        "tallyboard.store.uri",
        servers.storeUri(),
        "tallyboard.store.database",
        servers.freshDatabase());
  }

  @Override
  public void inject(TestInjector injector) {
    Consumer<Boolean> pull = Objects.requireNonNull(cable)::pull;
    injector.injectIntoFields(pull, new TestInjector.MatchesType(Consumer.class));
  }

  @Override
  public void stop() {
    try {
      Objects.requireNonNull(cable).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
