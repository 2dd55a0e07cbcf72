package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.port.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/** API keys and sessions. */
@ApplicationScoped
class MongoKeys implements KeyStore {

  /** Panache's view of the collection. */
  @ApplicationScoped
  static class Documents implements ReactivePanacheMongoRepositoryBase<KeyDocument, String> {}

  private final Documents documents;

  MongoKeys(Documents documents) {
    this.documents = documents;
  }

  @Override
  public Uni<Void> add(ApiKey key) {
    return documents.persist(KeyDocument.of(key)).replaceWithVoid();
  }

  @Override
  public Uni<Optional<ApiKey>> byHash(String hash) {
    return documents
        .findById(hash)
        .map(found -> Optional.ofNullable(found).map(KeyDocument::toKey));
  }

  @Override
  public Uni<List<ApiKey>> byHashes(Collection<String> hashes) {
    return documents
        .find(in("_id", hashes))
        .list()
        .map(found -> found.stream().map(KeyDocument::toKey).toList());
  }

  @Override
  public Uni<Set<Role>> roles(String userId) {
    return documents
        .find(and(eq("user.id", userId), ne("kind", ApiKey.Kind.SESSION.name())))
        .list()
        .map(
            found -> found.stream().map(KeyDocument::role).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Uni<List<ApiKey>> page(Optional<PagePoint> after, int limit) {
    Bson from = after.map(JobBson::after).orElseGet(() -> empty());
    return documents
        .find(and(ne("kind", ApiKey.Kind.SESSION.name()), from), JobBson.NEWEST_FIRST)
        .range(0, limit - 1)
        .list()
        .map(found -> found.stream().map(KeyDocument::toKey).toList());
  }

  @Override
  public Uni<Boolean> remove(String hash) {
    return remove(List.of(hash)).map(removed -> removed > 0);
  }

  private Uni<Long> remove(List<String> hashes) {
    return documents.delete(or(in("_id", hashes), in("openedBy", hashes)));
  }

  @Override
  public Uni<Void> bootstrap(ApiKey key) {
    Bson others = and(eq("kind", ApiKey.Kind.BOOTSTRAP.name()), ne("_id", key.id()));
    return documents
        .mongoCollection()
        .replaceOne(eq("_id", key.id()), KeyDocument.of(key), new ReplaceOptions().upsert(true))
        .chain(() -> documents.find(others).list())
        .chain(found -> remove(found.stream().map(KeyDocument::id).toList()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> removeExpired(Instant now) {
    return documents.delete(lte("expiresAt", now)).replaceWithVoid();
  }
}
