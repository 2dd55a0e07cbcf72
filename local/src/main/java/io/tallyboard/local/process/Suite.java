package io.tallyboard.local.process;

import io.tallyboard.local.extractor.StopSignal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three services, running. */
public final class Suite implements AutoCloseable {
  private static final String API = "extraction-api";
  private static final List<String> OTHERS = List.of("heartbeat-monitor", "job-tracker");
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final URI url;
  private final List<ServiceProcess> processes = new ArrayList<>();

  private Suite(int port) {
    this.url = URI.create("http://127.0.0.1:" + port + "/");
  }

  /**
   * Starts them side by side, without waiting: see {@link #awaitReady}.
   *
   * @param port of the API
   * @param adminKey that opens it
   */
  public static Suite start(
      Home home,
      WorkFolder folder,
      BrokerChoice broker,
      StoreChoice store,
      int port,
      String adminKey)
      throws Trouble {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("tallyboard.store.database", store.database());
    settings.put("tallyboard.updates.kind", broker.updatesKind());
    // The only one: it finds its leases again, and waits for none to run out.
    settings.put("tallyboard.tracker.replica", "local");
    settings.put("quarkus.banner.enabled", "false");
    settings.put("quarkus.log.console.color", "false");
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("TALLYBOARD_BROKER_URI", broker.uri().toString());
    secrets.put("TALLYBOARD_STORE_URI", store.uri());

    Suite suite = new Suite(port);
    try {
      for (String name : OTHERS) {
        suite.processes.add(
            ServiceProcess.start(
                name, home.jar(name), Ports.claim(0), settings, secrets, folder.log(name)));
      }
      settings.put("tallyboard.api.extractor-url", suite.url.toString());
      settings.put("tallyboard.api.admin-name", System.getProperty("user.name", "you"));
      secrets.put("TALLYBOARD_API_ADMIN_KEY", adminKey);
      suite.processes.add(
          ServiceProcess.start(API, home.jar(API), port, settings, secrets, folder.log(API)));
      return suite;
    } catch (Trouble e) {
      suite.close();
      throw e;
    }
  }

  /** All of them can be built upon, or the first that cannot is named. */
  public static void expectBuilt(Home home) throws Trouble {
    home.jar(API);
    for (String name : OTHERS) {
      home.jar(name);
    }
  }

  public void awaitReady(StopSignal stop) throws Trouble, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    for (ServiceProcess process : processes) {
      process.awaitReady(http, START_LIMIT, stop);
    }
  }

  /** Of the API and the pages, with a slash at its end. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    processes.forEach(ServiceProcess::askToEnd);
    processes.forEach(ServiceProcess::close);
  }
}
