package io.tallyboard.api.domain;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An extractor and its processes.
 *
 * @param liveness the best of its instances'
 * @param instances the last heard first
 */
public record ExtractorCard(
    ExtractorInfo info, Liveness liveness, List<ExtractorInstance> instances) {
  private static final List<Liveness> BEST_FIRST =
      List.of(Liveness.ONLINE, Liveness.LATE, Liveness.UNKNOWN, Liveness.OFFLINE);

  public ExtractorCard {
    instances = List.copyOf(instances);
  }

  /** Only those that the caller may see. */
  public static List<ExtractorCard> of(
      List<ExtractorInfo> infos, List<ExtractorInstance> instances, Caller caller, Instant now) {
    Map<String, List<ExtractorInstance>> byExtractor =
        instances.stream()
            .sorted(Comparator.comparing(ExtractorInstance::lastBeat).reversed())
            .collect(Collectors.groupingBy(ExtractorInstance::extractor));
    return infos.stream()
        .filter(info -> visible(info, caller))
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
    return new ExtractorCard(info, best, instances);
  }

  /** A private extractor's name holds its owner's key: it is for its owner, and for operators. */
  public static boolean visible(ExtractorInfo info, Caller caller) {
    return info.uniqueKey() == null
        || caller.role().covers(Role.OPERATOR)
        || caller.user().id().equals(info.owner());
  }
}
