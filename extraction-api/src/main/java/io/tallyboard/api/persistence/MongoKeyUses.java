package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Counts of uses, beside the submissions whose keys they are; no version of a submission rises. */
@ApplicationScoped
class MongoKeyUses implements KeyUses {
  static final String USES = "keyUses";
  private static final String CALLS = "calls";
  static final String OPENINGS = "openings";
  private static final String REFUSED = "refused";
  private static final String FIRST_AT = "firstAt";
  static final String LAST_AT = "lastAt";

  private final Store store;

  MongoKeyUses(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Map<String, KeyUse>> of(Collection<String> jobIds) {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, jobIds), exists(USES)))
                .projection(Projections.include(USES)))
        .collect()
        .asMap(found -> found.getString(JobBson.ID), MongoKeyUses::use);
  }

  static KeyUse use(Document found) {
    Document uses = found.get(USES, Document.class);
    return new KeyUse(
        count(uses, CALLS),
        count(uses, OPENINGS),
        count(uses, REFUSED),
        uses.getDate(FIRST_AT).toInstant(),
        uses.getDate(LAST_AT).toInstant());
  }

  private static long count(Document uses, String field) {
    return uses.get(field, Number.class).longValue();
  }

  @Override
  public Uni<Void> add(Map<String, KeyUse> more) {
    if (more.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<WriteModel<Document>> writes =
        more.entrySet().stream().map(e -> write(e.getKey(), e.getValue())).toList();
    return store
        .documents(Collections.SUBMISSIONS)
        .bulkWrite(writes, new BulkWriteOptions().ordered(false))
        .replaceWithVoid();
  }

  private static WriteModel<Document> write(String jobId, KeyUse use) {
    return new UpdateOneModel<>(
        eq(JobBson.ID, jobId),
        combine(
            inc(field(CALLS), use.calls()),
            inc(field(OPENINGS), use.openings()),
            inc(field(REFUSED), use.refused()),
            min(field(FIRST_AT), use.firstAt()),
            max(field(LAST_AT), use.lastAt())));
  }

  private static String field(String name) {
    return USES + "." + name;
  }
}
