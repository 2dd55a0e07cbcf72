package io.tallyboard.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A stand-in for a service, run in a process of its own: ready at once, and it watches its parent. */
public final class TinyService {
  private TinyService() {}

  public static void main(String[] args) throws IOException {
    if (Boolean.getBoolean("tiny.fail")) {
      System.out.println("cannot start");
      System.exit(1);
    }
    int port = Integer.getInteger("quarkus.http.port");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("secret length " + System.getenv("TINY_SECRET").length());
    while (System.in.read() >= 0) {
      // Only the end matters.
    }
    System.exit(0);
  }
}
