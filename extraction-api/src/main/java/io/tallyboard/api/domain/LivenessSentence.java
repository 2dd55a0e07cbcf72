package io.tallyboard.api.domain;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a verdict on an extractor rests on, in one sentence. */
public final class LivenessSentence {
  private LivenessSentence() {}

  public static String of(ExtractorCard card, Optional<QueueState> queue, Instant now) {
    if (card.noBeats()) {
      String takers =
          queue.map(LivenessSentence::consumers).orElse("and processes take jobs from its queue");
      return silence(card) + takers.replaceFirst("^and", ", but") + ".";
    }
    return beats(card, now) + queue.map(state -> ", " + consumers(state)).orElse("") + ".";
  }

  private static String silence(ExtractorCard card) {
    return card.instances().stream()
        .map(card::silence)
        .min(Comparator.naturalOrder())
        .map(silence -> "No heartbeat for " + HowLong.of(silence))
        .orElse("No heartbeat within the last day");
  }

  private static String beats(ExtractorCard card, Instant now) {
    List<ExtractorInstance> instances = card.instances();
    if (instances.isEmpty()) {
      return "No heartbeat within the last day";
    }
    ExtractorInstance last =
        instances.stream().min(Comparator.comparing(card::silence)).orElse(instances.get(0));
    String silence = HowLong.of(card.silence(last));
    return switch (card.liveness()) {
      case ONLINE -> online(card, now);
      case LATE ->
          "A heartbeat is late: none for %s, where one comes every %s"
              .formatted(silence, period(last));
      case OFFLINE ->
          "No heartbeat for %s, where one came every %s".formatted(silence, period(last));
      case UNKNOWN -> "Nobody is listening for heartbeats now, so that nothing can be said of them";
    };
  }

  private static String online(ExtractorCard card, Instant now) {
    List<ExtractorInstance> beating =
        card.instances().stream().filter(i -> card.liveness(i, now) == Liveness.ONLINE).toList();
    Duration every =
        beating.stream()
            .map(ExtractorInstance::period)
            .min(Comparator.naturalOrder())
            .orElse(ExtractorInstance.DEFAULT_PERIOD);
    String processes = beating.size() == 1 ? "1 process" : beating.size() + " processes";
    return processes + ", with a heartbeat every " + HowLong.of(every);
  }

  private static String period(ExtractorInstance instance) {
    return HowLong.of(instance.period());
  }

  private static String consumers(QueueState state) {
    if (!state.exists()) {
      return "and its queue does not exist on the broker";
    }
    if (state.consumers() == 0) {
      return "and nobody takes jobs from its queue";
    }
    return state.consumers() == 1
        ? "and 1 consumer takes jobs from its queue"
        : "and " + state.consumers() + " consumers take jobs from its queue";
  }
}
