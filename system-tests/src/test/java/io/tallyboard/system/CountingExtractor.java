package io.tallyboard.system;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.wire.JobHint;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An extractor that is done at once, with the job-tracker that tells of it: what matters to
 * extraction-api is that a job's record says that it has started, and the hint at it.
 */
final class CountingExtractor {
  private final Map<String, Integer> messages = new ConcurrentHashMap<>();
  private final Channel channel;
  private final Topology topology;
  private final MongoDatabase store;

  CountingExtractor(Connection connection, String queue, Topology topology, MongoDatabase store)
      throws IOException {
    this.channel = connection.createChannel();
    this.topology = topology;
    this.store = store;
    channel.exchangeDeclare(topology.events(), "topic", true);
    channel.basicConsume(queue, true, (tag, message) -> take(message), tag -> {});
  }

  private void take(Delivery message) throws IOException {
    String job = Board.JSON.readTree(message.getBody()).path("job_id").asText();
    messages.merge(job, 1, Integer::sum);
    store
        .getCollection(Collections.JOBS)
        .updateOne(
            Filters.eq("_id", job),
            Updates.set("state", JobState.STARTED.name()),
            new UpdateOptions().upsert(true));
    // Every tenth hint gets lost.
    if (Math.floorMod(job.hashCode(), 10) != 0) {
      JobHint hint = new JobHint(job, 1, JobState.STARTED, null, null, null);
      channel.basicPublish(
          topology.events(),
          Topology.jobHintKey(JobState.STARTED),
          null,
          Board.JSON.writeValueAsBytes(hint));
    }
  }

  Set<String> jobs() {
    return Set.copyOf(messages.keySet());
  }

  int count() {
    return messages.size();
  }

  /** Those that came more than once, and how often. */
  Map<String, Integer> repeated() {
    Map<String, Integer> found = new TreeMap<>(messages);
    found.values().removeIf(count -> count == 1);
    return found;
  }
}
