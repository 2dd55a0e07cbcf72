package io.tallyboard.tracker.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.ingest.QueueDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reads every update queue that the store names, those that are added later too. */
@ApplicationScoped
class UpdateQueues {
  private static final Logger LOG = Logger.getLogger(UpdateQueues.class);

  private final QueueDirectory directory;
  private final QueueReader.Parts parts;
  private final Map<String, QueueReader> readers = new ConcurrentHashMap<>();

  UpdateQueues(QueueDirectory directory, QueueReader.Parts parts) {
    this.directory = directory;
    this.parts = parts;
  }

  @Scheduled(
      every = "${tallyboard.tracker.queue-sweep:1S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return directory
        .updateQueues()
        .invoke(this::read)
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("The set of update queues cannot be read: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private void read(List<UpdateQueue> queues) {
    for (UpdateQueue queue : queues) {
      readers.computeIfAbsent(queue.name(), name -> new QueueReader(queue, parts)).start();
    }
  }

  /** The queues that ought to be read and are not, at this moment. */
  List<String> unread() {
    return readers.entrySet().stream()
        .filter(reader -> !reader.getValue().reading())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  void stop(@Observes ShutdownEvent event) {
    readers.values().forEach(QueueReader::stop);
  }
}
