package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.api.domain.AuditFilter;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.port.AuditLog;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Entries are inserted, and nothing here changes or removes one. */
@ApplicationScoped
class MongoAudit implements AuditLog {
  static final String AT = "at";
  static final String BY = "by.id";
  static final String ACTION = "action";
  static final String TARGET = "target";

  private final Store store;

  MongoAudit(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> record(List<AuditEntry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : entries().insertMany(entries.stream().map(AuditDocument::of).toList()).replaceWithVoid();
  }

  @Override
  public Uni<List<AuditEntry>> page(AuditFilter filter, Optional<PagePoint> after, int limit) {
    return entries()
        .find(
            new FindOptions()
                .filter(matching(filter, after))
                .sort(Sorts.descending(AT, JobBson.ID))
                .limit(limit))
        .map(AuditDocument::toEntry)
        .collect()
        .asList();
  }

  private static Bson matching(AuditFilter filter, Optional<PagePoint> after) {
    List<Bson> all = new ArrayList<>();
    filter.by().ifPresent(user -> all.add(eq(BY, user)));
    filter.action().ifPresent(action -> all.add(eq(ACTION, action)));
    filter.target().ifPresent(target -> all.add(eq(TARGET, target)));
    filter.at().from().ifPresent(from -> all.add(gte(AT, from)));
    filter.at().to().ifPresent(to -> all.add(lt(AT, to)));
    after.map(MongoAudit::after).ifPresent(all::add);
    return all.isEmpty() ? empty() : and(all);
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(PagePoint point) {
    return and(lte(AT, point.at()), or(lt(AT, point.at()), lt(JobBson.ID, point.id())));
  }

  private ReactiveMongoCollection<AuditDocument> entries() {
    return store.collection(Collections.AUDIT, AuditDocument.class);
  }
}
