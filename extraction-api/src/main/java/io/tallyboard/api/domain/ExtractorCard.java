package io.tallyboard.api.domain;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An extractor and its processes.
 *
 * @param liveness the best of its instances'
 * @param noBeats it is online by the broker's word alone: processes take jobs from its queue, but none
 *     beats
 * @param instances the last heard first
 */
public record ExtractorCard(
    ExtractorInfo info, Liveness liveness, boolean noBeats, List<ExtractorInstance> instances) {
  private static final List<Liveness> BEST_FIRST =
      List.of(Liveness.ONLINE, Liveness.LATE, Liveness.UNKNOWN, Liveness.OFFLINE);

  public ExtractorCard {
    instances = List.copyOf(instances);
  }

  /** By name. */
  public static List<ExtractorCard> of(
      List<ExtractorInfo> infos, List<ExtractorInstance> instances, Instant now) {
    Map<String, List<ExtractorInstance>> byExtractor =
        instances.stream()
            .sorted(Comparator.comparing(ExtractorInstance::lastBeat).reversed())
            .collect(Collectors.groupingBy(ExtractorInstance::extractor));
    return infos.stream()
        .sorted(Comparator.comparing(ExtractorInfo::name))
        .map(info -> of(info, byExtractor.getOrDefault(info.name(), List.of()), now))
        .toList();
  }

  private static ExtractorCard of(
      ExtractorInfo info, List<ExtractorInstance> instances, Instant now) {
    Liveness best =
        instances.stream()
            .map(instance -> instance.liveness(now))
            .min(Comparator.comparing(BEST_FIRST::indexOf))
            .orElse(Liveness.UNKNOWN);
    return new ExtractorCard(info, best, false, instances);
  }

  /**
   * Together with what the broker counts. Who takes jobs from a queue is there, whether he beats or
   * not; unless it is another extractor that takes them.
   */
  public static List<ExtractorCard> seen(
      List<ExtractorCard> cards, Map<String, QueueState> queues) {
    Set<String> beating =
        cards.stream()
            .filter(card -> card.liveness == Liveness.ONLINE || card.liveness == Liveness.LATE)
            .map(card -> card.info.queue())
            .collect(Collectors.toSet());
    return cards.stream()
        .map(card -> beating.contains(card.info.queue()) ? card : card.seen(queues))
        .toList();
  }

  private ExtractorCard seen(Map<String, QueueState> queues) {
    QueueState queue = queues.get(info.queue());
    boolean taken = queue != null && queue.consumers() > 0;
    // Where nobody listens for beats, that none came says nothing.
    boolean silent = liveness == Liveness.OFFLINE || instances.isEmpty();
    return taken && silent ? new ExtractorCard(info, Liveness.ONLINE, true, instances) : this;
  }
}
