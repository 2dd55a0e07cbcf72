package io.tallyboard.api.domain;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import java.time.Duration;
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
 * @param watched how long beats were listened for, from which each instance's liveness follows
 * @param instances the last heard first
 */
public record ExtractorCard(
    ExtractorInfo info,
    Liveness liveness,
    boolean noBeats,
    Watched watched,
    List<ExtractorInstance> instances) {
  private static final List<Liveness> BEST_FIRST =
      List.of(Liveness.ONLINE, Liveness.LATE, Liveness.UNKNOWN, Liveness.OFFLINE);

  public ExtractorCard {
    instances = List.copyOf(instances);
  }

  /** By name. */
  public static List<ExtractorCard> of(
      List<ExtractorInfo> infos, Watched watched, List<ExtractorInstance> instances, Instant now) {
    Map<String, List<ExtractorInstance>> byExtractor =
        instances.stream()
            .sorted(Comparator.comparing(ExtractorInstance::lastBeat).reversed())
            .collect(Collectors.groupingBy(ExtractorInstance::extractor));
    return infos.stream()
        .sorted(Comparator.comparing(ExtractorInfo::name))
        .map(info -> of(info, watched, byExtractor.getOrDefault(info.name(), List.of()), now))
        .toList();
  }

  private static ExtractorCard of(
      ExtractorInfo info, Watched watched, List<ExtractorInstance> instances, Instant now) {
    Liveness best =
        instances.stream()
            .map(instance -> instance.liveness(watched, now))
            .min(Comparator.comparing(BEST_FIRST::indexOf))
            .orElse(Liveness.UNKNOWN);
    return new ExtractorCard(info, best, false, watched, instances);
  }

  /** How long nothing was heard of one of its instances while somebody listened. */
  public Duration silence(ExtractorInstance instance) {
    return instance.silence(watched);
  }

  public Liveness liveness(ExtractorInstance instance, Instant now) {
    return instance.liveness(watched, now);
  }

  /** When it was last heard; its entry is written less often than it beats. */
  public Instant lastSeen() {
    return instances.stream()
        .map(ExtractorInstance::lastBeat)
        .filter(info.lastSeen()::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(info.lastSeen());
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
    return taken && silent
        ? new ExtractorCard(info, Liveness.ONLINE, true, watched, instances)
        : this;
  }
}
