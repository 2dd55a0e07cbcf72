package io.tallyboard.api.support;

import io.tallyboard.testkit.ServersResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Broker and store, and the API as these tests want it. */
public class ApiServers extends ServersResource {
  public static final String ADMIN_KEY = "the-administrators-key-of-these-tests";

  /** Where a host of files may be; one is, where a test starts it. */
  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("quarkus.http.test-port", "0");
    settings.put("tallyboard.api.admin-key", ADMIN_KEY);
    settings.put("tallyboard.api.extractor-url", "http://board.example:8080");
    settings.put("tallyboard.updates.foreign", "clowder.given, clowder.aside>clowder.next");
    settings.put("tallyboard.api.dispatch.sweep", "1S");
    settings.put("tallyboard.api.dispatch.again", "0S");
    settings.put("tallyboard.api.crash-loop-sweep", "1S");
    settings.put("tallyboard.api.max-json", "1M");
    settings.put("tallyboard.api.max-parameters", "4K");
    settings.put("tallyboard.api.max-body-size", "4M");
    settings.put("tallyboard.api.max-preview", "1M");
    settings.put("tallyboard.api.secret", "a-secret-of-these-tests-and-no-others");
    settings.put("tallyboard.api.files.hosts", "localhost:" + freePort());
    settings.put("tallyboard.api.live.sweep", "1S");
    settings.put("tallyboard.api.origins", "https://portal.example,http://localhost:5173");
    return settings;
  }
}
