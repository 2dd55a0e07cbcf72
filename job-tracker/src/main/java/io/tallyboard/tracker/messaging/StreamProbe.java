package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks into a stream by a short consumer of its own. It blocks: for worker threads only. */
final class StreamProbe {

  /** A message, by its offset and its body's digest. */
  record Seen(long offset, String digest) {}

  /** A stream that has messages shows its last ones within milliseconds. */
  private static final Duration SHOWS_WITHIN = Duration.ofSeconds(1);

  private static final Logger LOG = Logger.getLogger(StreamProbe.class);

  private StreamProbe() {}

  static long offset(@Nullable Map<String, Object> headers) {
    Object offset = headers == null ? null : headers.get(Topology.STREAM_OFFSET);
    if (offset instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException("a message of a stream came without its offset");
  }

  /** The stream's last messages in order, at least one where it has any. */
  static List<Seen> last(Connection connection, String stream) throws IOException {
    return show(connection, stream, "last");
  }

  /** Messages from the first on. */
  static List<Seen> first(Connection connection, String stream) throws IOException {
    return show(connection, stream, "first");
  }

  /** Messages from this place on, or from the first there is behind it. */
  static List<Seen> at(Connection connection, String stream, long offset) throws IOException {
    return show(connection, stream, offset);
  }

  private static List<Seen> show(Connection connection, String stream, Object from)
      throws IOException {
    List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Channel channel = connection.createChannel();
    try {
      channel.basicQos(1);
      String tag =
          channel.basicConsume(
              stream,
              false,
              Map.of(Topology.STREAM_OFFSET, from),
              new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(
                    String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                  seen.add(new Seen(offset(properties.getHeaders()), Digest.of(body)));
                  first.countDown();
                }

                @Override
                public void handleCancelOk(String tag) {
                  over.countDown();
                }
              });
      await(first);
      // What it shows, it shows at once; the answer to this comes behind it.
      channel.basicCancel(tag);
      await(over);
      return List.copyOf(seen);
    } finally {
      close(channel);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(SHOWS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The stream shows nothing more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void close(Channel channel) throws IOException {
    try {
      channel.close();
    } catch (TimeoutException e) {
      throw new IOException("the broker does not answer", e);
    }
  }
}
