package io.tallyboard.api.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tallyboard.api.domain.port.HintSink;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.JobHint;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.BrokerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the hints by a queue of this replica's own, which is gone when the connection is. A thread
 * of its own declares everything anew after the broker was away; what was said meanwhile is missed.
 */
@ApplicationScoped
class RabbitHints {
  private static final Logger LOG = Logger.getLogger(RabbitHints.class);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final String JOBS = "job.";

  private final Broker broker;
  private final Topology topology;
  private final ObjectMapper json;
  private final List<HintSink> sinks;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  RabbitHints(Broker broker, BrokerConfig config, ObjectMapper json, @All List<HintSink> sinks) {
    this.broker = broker;
    this.topology = new Topology(config.prefix());
    this.json = json;
    this.sinks = sinks;
  }

  synchronized void start(@Observes StartupEvent started) {
    Thread made = new Thread(this::run, "hints");
    made.setDaemon(true);
    made.start();
    thread = made;
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      do {
        pause = listened() ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      } while (!stopped.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("No more hints");
    }
  }

  /** For as long as the connection holds; whether there was one. */
  private boolean listened() throws InterruptedException {
    boolean open = false;
    try (Connection connection = broker.connect("tallyboard extraction-api hints")) {
      CountDownLatch closed = new CountDownLatch(1);
      Channel channel = connection.createChannel();
      channel.addShutdownListener(cause -> closed.countDown());
      channel.exchangeDeclare(topology.events(), "topic", true);
      String queue = channel.queueDeclare("", false, true, true, null).getQueue();
      channel.queueBind(queue, topology.events(), JOBS + "#");
      channel.queueBind(queue, topology.events(), "extractor.#");
      // Not acknowledged: what is lost on the way is found by the sweep.
      channel.basicConsume(queue, true, (tag, hint) -> take(hint), tag -> closed.countDown());
      open = true;
      closed.await();
    } catch (IOException | TimeoutException | RuntimeException e) {
      LOG.debugf("Hints cannot be heard now: %s", e.getMessage());
    }
    return open;
  }

  private void take(Delivery hint) {
    try {
      if (hint.getEnvelope().getRoutingKey().startsWith(JOBS)) {
        JobHint told = json.readValue(hint.getBody(), JobHint.class);
        sinks.forEach(sink -> sink.job(told));
      } else {
        ExtractorHint told = json.readValue(hint.getBody(), ExtractorHint.class);
        sinks.forEach(sink -> sink.extractor(told));
      }
    } catch (IOException e) {
      LOG.debugf("A hint that cannot be read: %s", e.getMessage());
    }
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
    if (thread != null) {
      thread.interrupt();
    }
  }
}
