package io.tallyboard.local.extractor;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance of an extractor: beats, and works on one job at a time. */
public final class Extractor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Extractor.class);

  private final Work work;
  private final InstantSource clock;
  private final Host host = new Host();
  private final StopSignal stop = new StopSignal();
  private final ExecutorService thread;
  private final Connection connection;
  private final Channel channel;
  private final Beats beats;

  private Extractor(ConnectionFactory broker, Work work, List<Duration> rhythm, InstantSource clock)
      throws IOException, TimeoutException {
    this.work = work;
    this.clock = clock;
    Description description = work.description();
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread t = new Thread(task, description.name());
              t.setDaemon(true);
              return t;
            });
    connection = broker.newConnection(thread, description.name());
    channel = connection.createChannel();
    channel.basicQos(1);
    // Exactly so, and without arguments: pyclowder declares them too, and must find them the same.
    channel.queueDeclare(description.queue(), true, false, false, null);
    channel.queueDeclare(Topology.errorQueue(description.queue()), true, false, false, null);
    beats = new Beats(broker, description, rhythm);
  }

  /** Answers once it takes jobs. */
  public static Extractor start(
      ConnectionFactory broker, Work work, Duration beatPeriod, InstantSource clock)
      throws IOException, TimeoutException {
    return start(broker, work, List.of(beatPeriod), clock);
  }

  /** The same, with other times between its beats, over and over. */
  public static Extractor start(
      ConnectionFactory broker, Work work, List<Duration> rhythm, InstantSource clock)
      throws IOException, TimeoutException {
    Extractor extractor = new Extractor(broker, work, rhythm, clock);
    extractor.channel.basicConsume(
        work.description().queue(),
        false,
        (tag, delivery) -> extractor.onJob(delivery),
        tag -> LOG.info("the queue of {} is gone", work.description().name()));
    return extractor;
  }

  public Description description() {
    return work.description();
  }

  private void onJob(Delivery delivery) {
    Replies replies = new Replies(channel, work.description(), clock, delivery);
    try {
      new JobRun(work, host, replies, stop).run(delivery);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The broker is gone or going: not acked, so that the job is delivered again.
      LOG.warn("a job was left unfinished: {}", e.getMessage());
    }
  }

  /** A job at work is left to the next instance. */
  @Override
  public void close() {
    stop.give();
    beats.close();
    connection.abort(5_000);
    thread.shutdownNow();
  }
}
