package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a job waits, in words. */
final class WaitSentence {
  private WaitSentence() {}

  /**
   * One or two sentences.
   *
   * @param doubtful whether a message of the job may be under way already
   * @param sent whether its message is in the extractor's queue
   */
  static String of(Waiting waiting, String queue, boolean doubtful, boolean sent) {
    return switch (waiting.reason()) {
      case NO_QUEUE ->
          sent
              ? "The queue \""
                  + queue
                  + "\" was removed from the broker, and the job's message with it:"
                  + " submit it again."
              : "The queue \""
                  + queue
                  + "\" does not exist on the broker: the extractor has not run there yet."
                  + " The job is sent as soon as the queue is there.";
      case NO_CONSUMER ->
          "No process of the extractor takes jobs from its queue now."
              + " The job starts when one does.";
      case BEHIND -> behind(waiting.behind());
      case PAUSED -> "The extractor is paused. The job is sent once somebody resumes it.";
      case NO_BROKER ->
          doubtful
              ? "The broker did not confirm the job; it is sent again."
              : "The broker does not answer; the job is sent as soon as it does.";
    };
  }

  private static String behind(@Nullable Long behind) {
    if (behind == null) {
      return "Other jobs go before it.";
    }
    if (behind == 0) {
      return "It is the next.";
    }
    return behind == 1
        ? "1 job goes before it."
        : String.format(Locale.ROOT, "%,d jobs go before it.", behind);
  }

  static String estimate(Wait.Estimate estimate, Instant now) {
    String from = rough(Duration.between(now, estimate.from()));
    String to = rough(Duration.between(now, estimate.to()));
    return from.equals(to)
        ? "At the pace of late it starts in about " + to + "."
        : "At the pace of late it starts in " + from + " to " + to + ".";
  }

  /** No more exact than a guess can be. */
  private static String rough(Duration length) {
    long seconds = length.toSeconds();
    long step = seconds < 60 ? 5 : seconds < 600 ? 60 : seconds < 7_200 ? 300 : 3_600;
    long rounded = Math.max(1, Math.round(seconds / (double) step)) * step;
    return HowLong.of(Duration.ofSeconds(rounded));
  }
}
