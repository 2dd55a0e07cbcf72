package io.tallyboard.tracker.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.quarkus.runtime.ShutdownEvent;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.tracker.Serving;
import io.tallyboard.tracker.ingest.Hints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hints on the events exchange, by a thread and a connection of their own: where the broker cannot
 * take them fast enough, or is away, they are dropped and nothing waits. The plain client, since a
 * channel of the messaging extension costs ten times as much for each message (ADR 0010).
 */
@ApplicationScoped
class BrokerHints implements Hints {
  private static final Logger LOG = Logger.getLogger(BrokerHints.class);
  private static final int MAX_WAITING = 10_000;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final AMQP.BasicProperties JSON =
      new AMQP.BasicProperties.Builder().contentType("application/json").build();

  private final Broker broker;
  private final Topology topology;
  private final ObjectMapper mapper;
  private final Serving serving;
  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private @Nullable Thread sender;
  private final CountDownLatch stopped = new CountDownLatch(1);

  BrokerHints(Broker broker, BrokerConfig config, ObjectMapper mapper, Serving serving) {
    this.broker = broker;
    this.topology = new Topology(config.prefix());
    this.mapper = mapper;
    this.serving = serving;
  }

  @Override
  public void changed(Collection<Job> jobs) {
    if (!serving.serves()) {
      // A command may change all records at once; whoever lives by hints sweeps the records too.
      return;
    }
    start();
    jobs.forEach(waiting::offer);
  }

  private synchronized void start() {
    if (sender == null && stopped.getCount() > 0) {
      Thread thread = new Thread(this::run, "hints");
      thread.setDaemon(true);
      thread.start();
      sender = thread;
    }
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      do {
        pause = connected() ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      } while (!stopped.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("No more hints");
    }
  }

  /** Sends for as long as the connection holds; whether there was one. */
  private boolean connected() throws InterruptedException {
    boolean open = false;
    try (Connection connection = broker.connect("tallyboard job-tracker hints")) {
      Channel channel = connection.createChannel();
      channel.exchangeDeclare(topology.events(), "topic", true);
      open = true;
      while (channel.isOpen()) {
        send(channel, waiting.take());
      }
    } catch (IOException | TimeoutException | RuntimeException e) {
      LOG.debugf("Hints cannot be sent now: %s", e.getMessage());
      waiting.clear();
    }
    return open;
  }

  private void send(Channel channel, Job job) throws IOException {
    try {
      channel.basicPublish(
          topology.events(),
          Topology.jobHintKey(job.state()),
          JSON,
          mapper.writeValueAsBytes(hint(job)));
    } catch (JsonProcessingException e) {
      LOG.error("A hint cannot be written", e);
    }
  }

  private static JobHint hint(Job job) {
    var request = job.request();
    var user = request == null ? null : request.user();
    return new JobHint(
        job.id(),
        job.version(),
        job.state(),
        job.resource(),
        job.extractor(),
        user == null ? null : user.id());
  }

  void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
    Thread thread;
    synchronized (this) {
      thread = sender;
    }
    if (thread != null) {
      thread.interrupt();
    }
  }
}
