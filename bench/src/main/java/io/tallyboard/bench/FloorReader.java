package io.tallyboard.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One channel, one thread: batches of {@value #BATCH}, inserted in order and then acknowledged. */
final class FloorReader {
  static final int BATCH = 1_000;
  private static final InsertManyOptions IN_ORDER = new InsertManyOptions().ordered(true);

  private final Channel channel;
  private final MongoCollection<Document> into;
  private final int expected;
  private final StoredDocument documents;
  private final CountDownLatch done = new CountDownLatch(1);
  private List<Document> batch = new ArrayList<>(BATCH);
  private int taken;
  private volatile long firstNanos;
  private volatile long lastNanos;
  private volatile @Nullable Exception failure;

  FloorReader(
      Channel channel, MongoCollection<Document> into, int expected, StoredDocument documents) {
    this.channel = channel;
    this.into = into;
    this.expected = expected;
    this.documents = documents;
    channel.addShutdownListener(
        cause -> {
          if (!cause.isInitiatedByApplication()) {
            failure = cause;
            done.countDown();
          }
        });
  }

  void read(String queue, int prefetch, Map<String, Object> arguments) throws IOException {
    channel.basicQos(prefetch);
    channel.basicConsume(queue, false, "", false, false, arguments, new Taker(queue));
  }

  private final class Taker extends DefaultConsumer {
    private final String queue;
    private long next;

    Taker(String queue) {
      super(channel);
      this.queue = queue;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      try {
        take(queue, seq(properties), envelope.getDeliveryTag(), body);
      } catch (IOException | RuntimeException e) {
        failure = e;
        done.countDown();
      }
    }

    private long seq(AMQP.BasicProperties properties) {
      Map<String, Object> headers = properties.getHeaders();
      Object offset = headers == null ? null : headers.get(Topology.STREAM_OFFSET);
      return offset instanceof Number n ? n.longValue() : next++;
    }
  }

  private void take(String queue, long seq, long tag, byte[] body) throws IOException {
    if (taken == 0) {
      firstNanos = System.nanoTime();
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    batch.add(documents.of(queue, seq, body, now, batch.isEmpty()));
    taken++;
    if (batch.size() == BATCH || taken == expected) {
      into.insertMany(batch, IN_ORDER);
      channel.basicAck(tag, true);
      batch = new ArrayList<>(BATCH);
    }
    if (taken == expected) {
      lastNanos = System.nanoTime();
      done.countDown();
    }
  }

  void await() throws Exception {
    done.await();
    Exception e = failure;
    if (e != null) {
      throw e;
    }
  }

  long firstNanos() {
    return firstNanos;
  }

  long lastNanos() {
    return lastNanos;
  }
}
