package io.tallyboard.kit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends this process when the one that started it is gone, however it went: its end of our standard
 * input closes. Off unless asked for, since a service of a cluster has no such parent.
 */
@ApplicationScoped
public class ParentWatch {
  private final boolean enabled;

  ParentWatch(
      @ConfigProperty(name = "tallyboard.exit-with-parent", defaultValue = "false")
          boolean enabled) {
    this.enabled = enabled;
  }

  void watch(@Observes StartupEvent started) {
    if (enabled) {
      Thread thread = new Thread(ParentWatch::exitAtEndOfInput, "parent-watch");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // What comes is of no interest, only that the other end is there.
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    // Not Quarkus' own exit: a parent that ends us sends a signal as well, and of two ways out at
    // once neither waits until everything is stopped. This one waits for the other.
    System.exit(0);
  }
}
