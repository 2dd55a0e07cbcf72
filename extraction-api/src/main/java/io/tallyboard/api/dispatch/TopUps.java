package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tops up whatever queue somebody asks for, each once at a time. Asking never blocks. */
@ApplicationScoped
class TopUps {
  private static final Logger LOG = Logger.getLogger(TopUps.class);
  private static final int REMEMBERED = 5_000;

  private final TopUp topUp;
  private final Map<String, Again> queues = new ConcurrentHashMap<>();

  TopUps(TopUp topUp) {
    this.topUp = topUp;
  }

  void ask(String queue) {
    if (queues.size() > REMEMBERED) {
      queues.values().removeIf(Again::idle);
    }
    queues.computeIfAbsent(queue, name -> new Again("topping up " + name, () -> now(name))).ask();
  }

  private Uni<Void> now(String queue) {
    return topUp
        .topUp(queue)
        .invoke(sent -> LOG.debugf("%d jobs were sent to %s", sent, queue))
        .replaceWithVoid();
  }
}
