package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.port.JobChanges;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/** Job records with the time of their writing, which is beside the record in the stored document. */
@ApplicationScoped
class MongoJobChanges implements JobChanges {
  private static final String VERSION = "version";
  private static final Bson IN_ORDER = Sorts.ascending(Job.CHANGED_AT, JobBson.ID);
  private static final Bson VERSIONS = Projections.include(Job.CHANGED_AT, JobBson.ID, VERSION);

  private final Store store;

  MongoJobChanges(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<ChangedJob>> of(Collection<String> ids) {
    return read(new FindOptions().filter(in(JobBson.ID, ids)));
  }

  @Override
  public Uni<List<ChangedJob.Version>> since(Instant from, int limit) {
    return jobs()
        .find(
            new FindOptions()
                .filter(gte(Job.CHANGED_AT, from))
                .projection(VERSIONS)
                .sort(IN_ORDER)
                .limit(limit))
        .map(
            found ->
                new ChangedJob.Version(
                    found.getString(JobBson.ID).getValue(),
                    found.getNumber(VERSION).longValue(),
                    changedAt(found)))
        .collect()
        .asList();
  }

  @Override
  public Uni<Long> count(Instant from, int limit) {
    return jobs().countDocuments(gte(Job.CHANGED_AT, from), new CountOptions().limit(limit));
  }

  @Override
  public Uni<List<ChangedJob>> matching(StreamFilter filter, Instant from, int limit) {
    Bson since = and(narrowed(filter), gte(Job.CHANGED_AT, from));
    if (!filter.isNarrow()) {
      return read(new FindOptions().filter(since).sort(IN_ORDER).limit(limit));
    }
    // Few, whatever their time: sorted here, since the store would have to sort them in memory too.
    return read(new FindOptions().filter(since).limit(limit))
        .map(
            found ->
                found.stream()
                    .sorted(
                        Comparator.comparing(ChangedJob::changedAt)
                            .thenComparing(changed -> changed.job().id()))
                    .toList());
  }

  /** As far as an index or a scan of changes can tell; what is read is matched once more. */
  private static Bson narrowed(StreamFilter filter) {
    List<Bson> all = new ArrayList<>();
    if (!filter.jobs().isEmpty()) {
      all.add(or(in(JobBson.ID, filter.jobs()), in("formerIds", filter.jobs())));
    }
    filter
        .resource()
        .ifPresent(
            r -> {
              all.add(eq("resource.id", r.id()));
              all.add(in("resource.type", JobFilter.types(r)));
            });
    filter.dataset().ifPresent(id -> all.add(or(eq(JobBson.DATASET, id), eq("resource.id", id))));
    filter.extractor().ifPresent(name -> all.add(eq("extractor", name)));
    filter.user().ifPresent(user -> all.add(eq(JobBson.USER, user)));
    return all.isEmpty() ? empty() : and(all);
  }

  private Uni<List<ChangedJob>> read(FindOptions options) {
    ReactiveMongoCollection<RawBsonDocument> jobs = jobs();
    Codec<Job> codec =
        store.collection(Collections.JOBS, Job.class).getCodecRegistry().get(Job.class);
    return jobs.find(options)
        .map(found -> new ChangedJob(job(found, codec), changedAt(found)))
        .collect()
        .asList();
  }

  private static Job job(RawBsonDocument found, Codec<Job> codec) {
    return found.decode(codec);
  }

  /** A record of an older job-tracker says nothing: it has not changed since anybody followed. */
  private static Instant changedAt(RawBsonDocument found) {
    return found.containsKey(Job.CHANGED_AT)
        ? Instant.ofEpochMilli(found.getDateTime(Job.CHANGED_AT).getValue())
        : Instant.EPOCH;
  }

  private ReactiveMongoCollection<RawBsonDocument> jobs() {
    return store.collection(Collections.JOBS, RawBsonDocument.class);
  }
}
