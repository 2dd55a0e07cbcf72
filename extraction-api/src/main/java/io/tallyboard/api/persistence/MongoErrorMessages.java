package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ErrorFilter;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.port.ErrorMessages;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What was taken from error queues. A decision is written only where none was. */
@ApplicationScoped
class MongoErrorMessages implements ErrorMessages {
  static final String RECEIVED_AT = "receivedAt";
  static final String EXTRACTOR = "extractor";
  static final String JOB = "jobId";
  static final String FATE = "fate";
  static final String DIGEST = "digest";
  private static final String BODY = "body";

  private final Store store;

  MongoErrorMessages(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> keep(ErrorMessage message) {
    return messages()
        .find(
            new FindOptions()
                .filter(eq(DIGEST, message.digest()))
                .projection(Projections.exclude(BODY)))
        .collect()
        .asList()
        .chain(
            same ->
                same.stream().anyMatch(m -> m.fate() == ErrorMessage.Fate.WAITING)
                    ? Uni.createFrom().voidItem()
                    : insert(message, ErrorMessage.id(message.digest(), same.size() + 1)));
  }

  private Uni<Void> insert(ErrorMessage message, String id) {
    return messages()
        .insertOne(ErrorMessageDocument.of(message, id))
        .replaceWithVoid()
        .onFailure(Duplicates::told)
        .recoverWithNull();
  }

  @Override
  public Uni<List<ErrorMessage>> page(ErrorFilter filter, Optional<PagePoint> after, int limit) {
    return messages()
        .find(
            new FindOptions()
                .filter(and(matching(filter), after.map(p -> after(p)).orElseGet(() -> empty())))
                .sort(Sorts.descending(RECEIVED_AT, JobBson.ID))
                .limit(limit)
                .projection(Projections.exclude(BODY)))
        .map(ErrorMessageDocument::toMessage)
        .collect()
        .asList();
  }

  @Override
  public Uni<Optional<ErrorMessage>> byId(String id) {
    return messages()
        .find(eq(JobBson.ID, id))
        .collect()
        .first()
        .map(found -> Optional.ofNullable(found).map(ErrorMessageDocument::toMessage));
  }

  @Override
  public Uni<Map<String, Long>> counts(ErrorFilter filter) {
    return store
        .documents(Collections.ERROR_MESSAGES)
        .aggregate(
            List.of(
                Aggregates.match(matching(filter)),
                Aggregates.group("$" + EXTRACTOR, Accumulators.sum("count", 1L))))
        .collect()
        .in(
            () -> new TreeMap<String, Long>(),
            (Map<String, Long> counts, Document group) ->
                counts.put(
                    group.getString(JobBson.ID), group.get("count", Number.class).longValue()))
        .map(counts -> counts);
  }

  @Override
  public Uni<Boolean> decide(
      String id, ErrorMessage.Fate fate, @Nullable UserRef by, Instant at, @Nullable String note) {
    List<Bson> updates = new ArrayList<>(decision(fate, by, at));
    if (note != null) {
      updates.add(set("note", note));
    }
    return messages()
        .updateOne(and(eq(JobBson.ID, id), waiting()), combine(updates))
        .map(result -> result.getModifiedCount() > 0);
  }

  @Override
  public Uni<Long> decideOf(String jobId, ErrorMessage.Fate fate, UserRef by, Instant at) {
    return messages()
        .updateMany(
            and(eq(JOB, jobId), waiting(), lte(RECEIVED_AT, at)), combine(decision(fate, by, at)))
        .map(result -> result.getModifiedCount());
  }

  private static List<Bson> decision(ErrorMessage.Fate fate, @Nullable UserRef by, Instant at) {
    List<Bson> updates = new ArrayList<>();
    updates.add(set(FATE, fate.name()));
    updates.add(set("decidedAt", at));
    if (by != null) {
      Document user = new Document("id", by.id());
      updates.add(set("decidedBy", by.name() == null ? user : user.append("name", by.name())));
    }
    return updates;
  }

  private static Bson waiting() {
    return eq(FATE, ErrorMessage.Fate.WAITING.name());
  }

  private static Bson matching(ErrorFilter filter) {
    List<Bson> all = new ArrayList<>();
    filter.extractor().ifPresent(name -> all.add(eq(EXTRACTOR, name)));
    filter.job().ifPresent(job -> all.add(eq(JOB, job)));
    filter.fate().ifPresent(fate -> all.add(eq(FATE, fate.name())));
    filter.text().map(MongoErrorMessages::containing).ifPresent(all::add);
    filter.received().from().ifPresent(from -> all.add(gte(RECEIVED_AT, from)));
    filter.received().to().ifPresent(to -> all.add(lt(RECEIVED_AT, to)));
    return all.isEmpty() ? empty() : and(all);
  }

  private static Bson containing(String text) {
    Pattern part = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    return or(regex("reason", part), regex(BODY, part));
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(PagePoint point) {
    return and(
        lte(RECEIVED_AT, point.at()), or(lt(RECEIVED_AT, point.at()), lt(JobBson.ID, point.id())));
  }

  private ReactiveMongoCollection<ErrorMessageDocument> messages() {
    return store.collection(Collections.ERROR_MESSAGES, ErrorMessageDocument.class);
  }
}
