package io.tallyboard.contract;

import java.util.Objects;

/**
 * Every name on the broker, in one place. Ours begin with a prefix, so that several boards can share
 * one broker; the extractors' own are fixed by their protocol.
 *
 * @param prefix of our exchanges and queues; {@value #DEFAULT_PREFIX} unless configured
 */
public record Topology(String prefix) {
  public static final String DEFAULT_PREFIX = "tallyboard";

  /** Fanout, durable: every extractor beats here with an empty routing key (Clowder's name). */
  public static final String HEARTBEATS = "extractors";

  /** Argument of a declare that makes a queue a stream (RabbitMQ 3.9 and later). */
  public static final String QUEUE_TYPE = "x-queue-type";

  /** Header of a stream's delivery, and argument of its consumer: the message's place in the log. */
  public static final String STREAM_OFFSET = "x-stream-offset";

  public Topology {
    Objects.requireNonNull(prefix, "prefix");
    if (!prefix.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")) {
      throw new IllegalArgumentException("not a prefix for queue names: " + prefix);
    }
  }

  /** The queue that jobs of partition {@code p} report to: their {@code reply_to}. */
  public String updateQueue(int p) {
    return prefix + ".updates." + p;
  }

  /** Topic exchange of hints: {@code job.<state>}, {@code extractor.<liveness>}. */
  public String events() {
    return prefix + ".events";
  }

  /** Where failed jobs of an extractor's queue go (pyclowder's name). */
  public static String errorQueue(String extractorQueue) {
    return "error." + extractorQueue;
  }

  public static String jobHintKey(JobState state) {
    return "job." + state.name().toLowerCase(java.util.Locale.ROOT);
  }
}
