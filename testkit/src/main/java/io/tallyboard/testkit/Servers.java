package io.tallyboard.testkit;

import io.tallyboard.local.embedded.EmbeddedBroker;
import io.tallyboard.local.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broker and a store for the tests of one JVM: embedded, or real ones where the system properties
 * {@value #BROKER} and {@value #STORE} name them. Each test takes a prefix and a database of its own,
 * so that they do not see one another's messages and records.
 */
public final class Servers {
  public static final String BROKER = "tallyboard.test.broker";
  public static final String STORE = "tallyboard.test.store";

  private static @Nullable Servers running;

  private final String brokerUri;
  private final String storeUri;
  private final boolean embeddedBroker;

  private Servers() throws IOException {
    @Nullable String broker = System.getProperty(BROKER);
    @Nullable String store = System.getProperty(STORE);
    embeddedBroker = broker == null || broker.isBlank();
    brokerUri = broker == null || broker.isBlank() ? startBroker() : broker;
    storeUri = store == null || store.isBlank() ? startStore() : store;
  }

  /** Started at the first call; stopped with the JVM. */
  public static synchronized Servers get() {
    if (running == null) {
      try {
        running = new Servers();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running;
  }

  public String brokerUri() {
    return brokerUri;
  }

  public String storeUri() {
    return storeUri;
  }

  /** The broker is the embedded one: no streams, no queue arguments. */
  public boolean embedded() {
    return embeddedBroker;
  }

  /** For {@code tallyboard.updates.kind}: what update queues can be made of here. */
  public String updatesKind() {
    return embeddedBroker ? "classic" : "stream";
  }

  /** A prefix for exchanges and queues that nobody else uses. */
  public String freshPrefix() {
    return "t" + unique();
  }

  /** A database that nobody else uses. */
  public String freshDatabase() {
    return "t" + unique();
  }

  private static String unique() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  private static String startBroker() throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(0);
    stopAtEnd(broker);
    return broker.uri().toString();
  }

  private static String startStore() throws IOException {
    EmbeddedStore store = EmbeddedStore.start(0);
    stopAtEnd(store);
    return store.uri().toString();
  }

  private static void stopAtEnd(AutoCloseable server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    System.err.println("a test server did not stop: " + e);
                  }
                }));
  }
}
