package io.tallyboard.monitor;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.monitor.domain.Description;
import io.tallyboard.monitor.domain.ExtractorName;
import io.tallyboard.monitor.domain.ExtractorStore;
import io.tallyboard.monitor.domain.Heard;
import io.tallyboard.monitor.domain.InstanceStore.Beats;
import io.tallyboard.monitor.domain.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the entries of what was heard, adds it, and writes what changed. */
@ApplicationScoped
class RegistryWriter {
  private static final int ATTEMPTS = 5;

  private final ExtractorStore extractors;
  private final Registry registry;

  RegistryWriter(ExtractorStore extractors, Registry registry) {
    this.extractors = extractors;
    this.registry = registry;
  }

  /** What was heard, each with the extractor that it counts for; that one is written by then. */
  Uni<List<Beats>> write(List<Heard> heard) {
    if (heard.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Set<String> unnamed =
        heard.stream()
            .filter(h -> h.beat().description() == null)
            .map(h -> h.beat().queue())
            .collect(Collectors.toSet());
    return extractors
        .named(unnamed)
        .map(known -> named(heard, known))
        .call(beats -> merge(byName(beats), ATTEMPTS));
  }

  /** A beat without a description counts for the extractor at its queue; or that is its name. */
  private static List<Beats> named(List<Heard> heard, Map<String, ExtractorName> known) {
    Map<String, ExtractorName> byQueue = new HashMap<>();
    for (Heard h : heard) {
      Description description = h.beat().description();
      if (description != null) {
        byQueue.put(description.queue(), description.name());
      }
    }
    byQueue.putAll(known);
    List<Beats> beats = new ArrayList<>();
    for (Heard h : heard) {
      Description description = h.beat().description();
      String queue = h.beat().queue();
      beats.add(
          new Beats(
              description != null
                  ? description.name()
                  : byQueue.getOrDefault(queue, new ExtractorName(queue)),
              h));
    }
    return beats;
  }

  private static Map<ExtractorName, List<Heard>> byName(List<Beats> beats) {
    return beats.stream()
        .collect(
            Collectors.groupingBy(
                Beats::extractor,
                LinkedHashMap::new,
                Collectors.mapping(Beats::heard, Collectors.toList())));
  }

  /** Adding again what was written before changes nothing: so on a conflict all is tried again. */
  private Uni<Void> merge(Map<ExtractorName, List<Heard>> byName, int attempts) {
    return extractors
        .find(byName.keySet())
        .chain(stored -> extractors.write(changed(byName, stored)))
        .chain(
            written -> {
              if (written) {
                return Uni.createFrom().voidItem();
              }
              return attempts > 1
                  ? merge(byName, attempts - 1)
                  : Uni.createFrom()
                      .failure(new IllegalStateException("the registry is written by others"));
            });
  }

  private List<ExtractorInfo> changed(
      Map<ExtractorName, List<Heard>> byName, Map<ExtractorName, ExtractorInfo> stored) {
    List<ExtractorInfo> changed = new ArrayList<>();
    byName.forEach(
        (name, heard) -> {
          ExtractorInfo before = stored.get(name);
          ExtractorInfo after = registry.merge(before, name, heard);
          if (before == null || !Registry.canWait(before, after)) {
            changed.add(after);
          }
        });
    return changed;
  }
}
