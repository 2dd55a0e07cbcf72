package io.tallyboard.monitor.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.monitor.domain.ExtractorName;
import io.tallyboard.monitor.domain.ExtractorStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Optimistic: an entry is replaced only at the record version that was read. */
@ApplicationScoped
class MongoExtractors implements ExtractorStore {
  private static final String ID = "_id";
  private static final int AT_ONCE = 8;

  private final ReactiveMongoCollection<ExtractorInfo> extractors;

  MongoExtractors(Stored stored) {
    this.extractors = stored.extractors();
  }

  @Override
  public Uni<Map<ExtractorName, ExtractorInfo>> find(Set<ExtractorName> names) {
    return extractors
        .find(in(ID, names.stream().map(ExtractorName::value).toList()))
        .collect()
        .asMap(entry -> new ExtractorName(entry.name()));
  }

  @Override
  public Uni<Map<String, ExtractorName>> named(Set<String> queues) {
    if (queues.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return extractors.find(in("queue", queues)).collect().asList().map(MongoExtractors::byQueue);
  }

  /** Of several at one queue, one that is described; of these the first by name, to be steady. */
  private static Map<String, ExtractorName> byQueue(List<ExtractorInfo> entries) {
    Map<String, ExtractorInfo> best = new HashMap<>();
    entries.forEach(entry -> best.merge(entry.queue(), entry, MongoExtractors::better));
    Map<String, ExtractorName> names = new HashMap<>();
    best.forEach((queue, entry) -> names.put(queue, new ExtractorName(entry.name())));
    return names;
  }

  private static ExtractorInfo better(ExtractorInfo a, ExtractorInfo b) {
    if ((a.info() == null) != (b.info() == null)) {
      return a.info() != null ? a : b;
    }
    return a.name().compareTo(b.name()) <= 0 ? a : b;
  }

  @Override
  public Uni<Boolean> write(List<ExtractorInfo> entries) {
    return Multi.createFrom()
        .iterable(entries)
        .onItem()
        .transformToUni(this::write)
        .merge(AT_ONCE)
        .collect()
        .asList()
        .map(written -> !written.contains(false));
  }

  private Uni<Boolean> write(ExtractorInfo entry) {
    long before = entry.recordVersion() - 1;
    if (before > 0) {
      return extractors
          .replaceOne(and(eq(ID, entry.name()), eq("recordVersion", before)), entry)
          .map(result -> result.getMatchedCount() == 1);
    }
    return extractors
        .insertOne(entry)
        .replaceWith(true)
        .onFailure(MongoExtractors::isDuplicate)
        .recoverWithItem(false);
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof MongoWriteException e
        && e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }
}
