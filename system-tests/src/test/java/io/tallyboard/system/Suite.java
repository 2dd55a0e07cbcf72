package io.tallyboard.system;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.contract.Topology;
import io.tallyboard.testkit.Servers;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The three services on the real broker and store, with queues and a database of their own. */
final class Suite implements AutoCloseable {
  static final String ADMIN = "Ann Admin";

  /** Tells the tests' own queries from those of the services. */
  static final String APPLICATION = "system-tests";

  private final String brokerUri;
  private final String storeUri;
  private final Topology topology;
  private final String database;
  private final String adminKey = UUID.randomUUID().toString().replace("-", "");
  private final Map<String, String> config;
  private final int portalPort = ServiceProcess.freePort();
  private final int fileHostPort = ServiceProcess.freePort();
  private final ServiceProcess api;
  private final ServiceProcess tracker;
  private final ServiceProcess monitor;
  private final MongoClient store;

  private Suite(Servers servers, String brokerUri, Map<String, String> more) {
    this.brokerUri = brokerUri;
    this.storeUri = servers.storeUri();
    this.topology = new Topology(servers.freshPrefix());
    this.database = servers.freshDatabase();
    Map<String, String> settings = new HashMap<>(more);
    settings.put("tallyboard.broker.uri", brokerUri);
    settings.put("tallyboard.broker.prefix", topology.prefix());
    settings.put("tallyboard.store.uri", storeUri);
    settings.put("tallyboard.store.database", database);
    settings.put("tallyboard.api.admin-name", ADMIN);
    settings.put("tallyboard.api.origins", portalUri().toString());
    settings.put("tallyboard.api.files.hosts", fileHost());
    settings.put("tallyboard.api.secret", UUID.randomUUID() + "-" + UUID.randomUUID());
    this.config = Map.copyOf(settings);
    this.store =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(storeUri))
                .applicationName(APPLICATION)
                .build());
    this.api =
        ServiceProcess.launch(
            "extraction-api",
            ServiceProcess.freePort(),
            config,
            Map.of("TALLYBOARD_API_ADMIN_KEY", adminKey));
    this.tracker =
        ServiceProcess.launch("job-tracker", ServiceProcess.freePort(), config, Map.of());
    this.monitor =
        ServiceProcess.launch("heartbeat-monitor", ServiceProcess.freePort(), config, Map.of());
  }

  static Suite start() {
    return started(new Suite(RealServers.get(), RealServers.get().brokerUri(), Map.of()));
  }

  /** One of its own, on another broker. */
  static Suite start(String brokerUri, Map<String, String> more) {
    return started(new Suite(RealServers.get(), brokerUri, more));
  }

  private static Suite started(Suite suite) {
    try {
      suite.services().forEach(ServiceProcess::awaitReady);
      return suite;
    } catch (RuntimeException | Error e) {
      suite.close();
      throw e;
    }
  }

  private Stream<ServiceProcess> services() {
    return Stream.of(api, tracker, monitor);
  }

  /** The board as its administrator sees it. */
  Board board() {
    return new Board(api.uri(), adminKey);
  }

  Board boardWithKey(String key) {
    return new Board(api.uri(), key);
  }

  URI apiUri() {
    return api.uri();
  }

  String adminKey() {
    return adminKey;
  }

  /** Of a site that may call the API; nothing listens there unless a test does. */
  URI portalUri() {
    return URI.create("http://127.0.0.1:" + portalPort);
  }

  /** Whose files may be noted; nothing listens there unless a test does. */
  String fileHost() {
    return "127.0.0.1:" + fileHostPort;
  }

  Topology topology() {
    return topology;
  }

  /** What every service is started with. */
  Map<String, String> config() {
    return config;
  }

  String brokerUri() {
    return brokerUri;
  }

  MongoDatabase store() {
    return store.getDatabase(database);
  }

  Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(brokerUri);
    return factory.newConnection("system test");
  }

  /** Everything the services wrote to their logs. */
  String logs() {
    return String.join("\n", services().map(ServiceProcess::log).toList());
  }

  @Override
  public void close() {
    services().forEach(ServiceProcess::close);
    store.getDatabase(database).drop();
    store.close();
  }
}
