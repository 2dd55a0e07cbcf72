package io.tallyboard.monitor.domain;

import java.time.Duration;

/** What verdicts rest on, in words. */
final class Evidence {
  private Evidence() {}

  /** Without a full stop. */
  static String counts(long running, QueueSight sight, String queue, long width) {
    String jobs = running == 1 ? "1 job is said to run" : running + " jobs are said to run";
    if (!sight.exists()) {
      return "%s, and the queue %s is gone from the broker".formatted(jobs, queue);
    }
    return "%s and %s from the queue %s%s"
        .formatted(
            jobs,
            takers(sight.consumers()),
            queue,
            width > 1 ? " (up to %d at once each)".formatted(width) : "");
  }

  private static String takers(long consumers) {
    if (consumers == 0) {
      return "no process takes jobs";
    }
    return consumers == 1 ? "1 process takes jobs" : consumers + " processes take jobs";
  }

  static String lost(QueueSight sight, String queue, Duration waited) {
    String who =
        sight.consumers() == 0
            ? "No process has taken jobs from the queue %s for %s".formatted(queue, length(waited))
            : "Nothing was heard of it for %s, and others take jobs from the queue %s"
                .formatted(length(waited), queue);
    return who + ". " + held(sight);
  }

  private static String held(QueueSight sight) {
    if (sight.ready() == 0) {
      return "The broker holds no message there: the job will not run again by itself.";
    }
    String messages = sight.ready() == 1 ? "1 message" : sight.ready() + " messages";
    return "The broker still holds %s there: the job runs again when an instance returns."
        .formatted(messages);
  }

  private static String length(Duration time) {
    return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }
}
