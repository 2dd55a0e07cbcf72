package io.tallyboard.api.live;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tallyboard.api.config.LiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.jboss.logging.Logger;

/**
 * How many streams may be open: what is configured, or what the process may open of files, less what
 * everything else needs. One too many would otherwise keep out every call, not only streams.
 */
@ApplicationScoped
class Capacity {
  private static final Logger LOG = Logger.getLogger(Capacity.class);
  private static final int FOR_ALL_ELSE = 300;

  private final int streams;

  Capacity(LiveConfig config) {
    int wanted = config.maxStreams();
    long files = files();
    this.streams = (int) Math.max(1, Math.min(wanted, files - FOR_ALL_ELSE));
    if (streams < wanted) {
      LOG.warnf(
          "At most %d streams instead of %d: this process may open only %d files (ulimit -n).",
          streams, wanted, files);
    }
  }

  int streams() {
    return streams;
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }
}
