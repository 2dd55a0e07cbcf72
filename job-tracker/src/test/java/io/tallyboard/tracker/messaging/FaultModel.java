package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import io.tallyboard.contract.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A broker's queue, in memory, with one consumer at a time. */
interface FaultModel {

  /** A message as the broker hands it out: {@code index} counts what was published, from 0. */
  @SuppressWarnings("ArrayRecordComponent")
  record Handed(long tag, int index, AMQP.BasicProperties properties, byte[] body) {}

  void publish(byte[] body);

  /** A new consumer; whatever was not acknowledged is to be handed out again. */
  void subscribe(long foldedThrough);

  boolean hasMore();

  Handed next();

  /** Through this tag. */
  void acknowledge(long tag);

  /** Whether the place that a message is given must be its index. */
  List<byte[]> published();

  /** Keeps everything, hands out from an offset on; acknowledgements mean nothing to it. */
  final class Stream implements FaultModel {
    private final List<byte[]> log = new ArrayList<>();
    private int next;
    private long tag;

    @Override
    public void publish(byte[] body) {
      log.add(body);
    }

    @Override
    public void subscribe(long foldedThrough) {
      next = (int) Math.max(0, foldedThrough);
      tag = 0;
    }

    @Override
    public boolean hasMore() {
      return next < log.size();
    }

    @Override
    public Handed next() {
      var properties =
          new AMQP.BasicProperties.Builder()
              .headers(Map.of(Topology.STREAM_OFFSET, (long) next))
              .build();
      return new Handed(++tag, next, properties, log.get(next++));
    }

    @Override
    public void acknowledge(long through) {
      // Gives credit, removes nothing.
    }

    @Override
    public List<byte[]> published() {
      return log;
    }
  }

  /**
   * Removes what is acknowledged; what is not comes again first, in order, when its consumer is
   * gone.
   */
  final class Plain implements FaultModel {
    private record Unacknowledged(long tag, int index) {}

    private final List<byte[]> all = new ArrayList<>();
    private final Deque<Integer> ready = new ArrayDeque<>();
    private final Deque<Unacknowledged> out = new ArrayDeque<>();
    private long tag;

    @Override
    public void publish(byte[] body) {
      ready.add(all.size());
      all.add(body);
    }

    @Override
    public void subscribe(long foldedThrough) {
      while (!out.isEmpty()) {
        ready.addFirst(out.removeLast().index);
      }
      tag = 0;
    }

    @Override
    public boolean hasMore() {
      return !ready.isEmpty();
    }

    @Override
    public Handed next() {
      int index = ready.remove();
      out.add(new Unacknowledged(++tag, index));
      return new Handed(tag, index, new AMQP.BasicProperties(), all.get(index));
    }

    @Override
    public void acknowledge(long through) {
      while (!out.isEmpty() && out.peek().tag <= through) {
        out.remove();
      }
    }

    @Override
    public List<byte[]> published() {
      return all;
    }
  }
}
