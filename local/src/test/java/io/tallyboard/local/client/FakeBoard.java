package io.tallyboard.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each call with what was prepared for it: the next in line, and the last one for ever. */
final class FakeBoard implements AutoCloseable {
  record Call(String what, String key, String contentType, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  FakeBoard() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  Board board() {
    return new Board(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "key-1");
  }

  /**
   * Prepares an answer.
   *
   * @param what method and path without its query
   */
  FakeBoard answers(String what, int status, String body) {
    answers.computeIfAbsent(what, w -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    calls.add(
        new Call(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("X-API-KEY"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    Deque<Answer> line = answers.getOrDefault(what, new ArrayDeque<>());
    Answer answer = line.size() > 1 ? line.poll() : line.peek();
    if (answer == null) {
      answer = new Answer(404, "{\"title\":\"nothing was prepared for " + what + "\"}");
    }
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
