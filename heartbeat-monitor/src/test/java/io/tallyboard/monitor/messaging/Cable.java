package io.tallyboard.monitor.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cable to a server, which can be pulled out and put back. */
final class Cable implements AutoCloseable {
  private final String host;
  private final int port;
  private final ServerSocket here;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean pulled;

  Cable(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return here.getLocalPort();
  }

  void pull(boolean out) {
    pulled = out;
    if (out) {
      open.forEach(Cable::quietly);
      open.clear();
    }
  }

  private void accept() {
    while (!here.isClosed()) {
      try {
        Socket caller = here.accept();
        if (pulled) {
          quietly(caller);
        } else {
          Socket server = new Socket(host, port);
          open.addAll(List.of(caller, server));
          daemon(() -> pump(caller, server));
          daemon(() -> pump(server, caller));
        }
      } catch (IOException e) {
        // The next caller may fare better; or we are closed.
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Pulled, or hung up.
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    here.close();
    pull(true);
  }
}
