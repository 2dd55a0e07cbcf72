package io.tallyboard.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
public final class Ports {
  private Ports() {}

  /**
   * The port asked for, if it can be had; any free one for 0. A taken port is told before anything
   * was started.
   */
  public static int claim(int port) throws Trouble {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Trouble(
          "Port " + port + " cannot be used (" + e.getMessage() + "): name another with --port.",
          e);
    } catch (IllegalArgumentException e) {
      throw new Trouble("There is no port " + port + ": ports go up to 65535.", e);
    }
  }
}
