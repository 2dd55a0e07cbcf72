package io.tallyboard.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points a service under test at the {@link Servers}, with a prefix and a database of its own. */
public class ServersResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Servers servers = Servers.get();
    return Map.of(
        "tallyboard.broker.uri", servers.brokerUri(),
        "tallyboard.broker.prefix", servers.freshPrefix(),
        "tallyboard.store.uri", servers.storeUri(),
        "tallyboard.store.database", servers.freshDatabase(),
        "tallyboard.updates.kind", servers.updatesKind());
  }

  @Override
  public void stop() {
    // The servers stop with the JVM: the next test uses them too.
  }
}
