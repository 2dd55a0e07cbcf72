package io.tallyboard.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of a portal, as a site of its own: another origin than the board's. */
final class Portal implements AutoCloseable {
  private static final Path FILES = RealServers.root().resolve("examples/portal");

  private final HttpServer server;

  private Portal(HttpServer server) {
    this.server = server;
  }

  /** At the address that the board of this suite lets call it. */
  static Portal open(Suite suite) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), suite.portalUri().getPort());
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", Portal::answer);
    server.start();
    return new Portal(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String name = URI.create(exchange.getRequestURI().getPath()).getPath().substring(1);
    Path file = FILES.resolve(name.isEmpty() ? "index.html" : name).normalize();
    boolean found = file.startsWith(FILES) && Files.isRegularFile(file);
    byte[] body = found ? Files.readAllBytes(file) : "no such file".getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type(file.toString()));
    exchange.sendResponseHeaders(found ? 200 : name.equals("favicon.ico") ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String type(String name) {
    if (name.endsWith(".js")) {
      return "text/javascript";
    }
    return name.endsWith(".css") ? "text/css" : "text/html; charset=utf-8";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
