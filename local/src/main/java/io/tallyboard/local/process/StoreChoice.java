package io.tallyboard.local.process;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tallyboard.local.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The store of this run: our own, or one that was named. It answers when this exists. */
public final class StoreChoice implements AutoCloseable {
  private static final String DEFAULT_DATABASE = "tallyboard";

  private final String uri;
  private final String database;
  private final @Nullable EmbeddedStore embedded;

  private StoreChoice(String uri, String database, @Nullable EmbeddedStore embedded) {
    this.uri = uri;
    this.database = database;
    this.embedded = embedded;
  }

  /**
   * On a free port.
   *
   * @param folder to keep it in; null for memory
   */
  public static StoreChoice embedded(@Nullable Path folder) throws Trouble {
    try {
      EmbeddedStore store =
          folder == null ? EmbeddedStore.start(0) : EmbeddedStore.start(0, folder);
      return new StoreChoice(store.uri().toString(), DEFAULT_DATABASE, store);
    } catch (IOException e) {
      throw new Trouble("The embedded store did not start: " + e.getMessage(), e);
    }
  }

  public static StoreChoice at(String address) throws Trouble {
    ConnectionString connection = parse(address);
    String place = String.join(",", connection.getHosts());
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(connection)
            .applyToClusterSettings(c -> c.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .build();
    String named = connection.getDatabase();
    String database = named == null ? DEFAULT_DATABASE : named;
    try (MongoClient client = MongoClients.create(settings)) {
      client.getDatabase(database).runCommand(new Document("ping", 1));
      return new StoreChoice(address, database, null);
    } catch (MongoSecurityException e) {
      throw new Trouble("The store at " + place + " refused the user name or password.", e);
    } catch (MongoException e) {
      throw new Trouble("The store at " + place + " cannot be reached: is it running?", e);
    }
  }

  /** May hold a password: not for any log. */
  public String uri() {
    return uri;
  }

  public String database() {
    return database;
  }

  private static ConnectionString parse(String address) throws Trouble {
    try {
      return new ConnectionString(address);
    } catch (IllegalArgumentException e) {
      // Its message may quote a password.
      throw new Trouble("--mongo needs an address such as mongodb://host:27017/database.");
    }
  }

  /** What was written is kept, if it was to be kept. */
  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
