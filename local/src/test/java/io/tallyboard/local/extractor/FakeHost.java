package io.tallyboard.local.extractor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The host of a job, as far as a file extractor needs one. */
final class FakeHost implements AutoCloseable {
  record Call(String method, String path, String key, String body) {}

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  FakeHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v2/files/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void has(String id, byte[] content) {
    files.put(id, content);
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("X-API-KEY");
    calls.add(new Call(exchange.getRequestMethod(), path, key, body));
    String[] parts = path.substring("/api/v2/files/".length()).split("/", -1);
    byte[] file = files.get(parts[0]);
    byte[] answer =
        parts.length > 1
            ? "{}".getBytes(StandardCharsets.UTF_8)
            : file == null ? new byte[0] : file;
    exchange.sendResponseHeaders(file == null ? 404 : 200, answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
