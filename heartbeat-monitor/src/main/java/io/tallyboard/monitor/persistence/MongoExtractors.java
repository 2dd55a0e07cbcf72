package io.tallyboard.monitor.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
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
    if (entries.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return extractors
        .bulkWrite(
            entries.stream().map(MongoExtractors::write).toList(),
            new BulkWriteOptions().ordered(false))
        .map(done -> done.getMatchedCount() + done.getInsertedCount() == entries.size())
        .onFailure(MongoExtractors::isDuplicate)
        .recoverWithItem(false);
  }

  private static WriteModel<ExtractorInfo> write(ExtractorInfo entry) {
    long before = entry.recordVersion() - 1;
    return before > 0
        ? new ReplaceOneModel<>(and(eq(ID, entry.name()), eq("recordVersion", before)), entry)
        : new InsertOneModel<>(entry);
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof MongoBulkWriteException e
        && !e.getWriteErrors().isEmpty()
        && e.getWriteErrors().stream()
            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
  }
}
