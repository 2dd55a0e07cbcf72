package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Lengths;
import io.tallyboard.api.domain.Times;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.How;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Each part of a filter as a condition of its own on a job record. */
final class JobConditions {
  private final Map<JobPart, Bson> all = new EnumMap<>(JobPart.class);

  private JobConditions() {}

  static Map<JobPart, Bson> of(JobQuery query) {
    JobFilter f = query.filter();
    JobConditions made = new JobConditions();
    made.among(JobPart.IDS, f.ids(), JobConditions::ids);
    f.resource().ifPresent(r -> made.all.put(JobPart.RESOURCE, on(r)));
    f.dataset().ifPresent(d -> made.all.put(JobPart.DATASET, ofDataset(d)));
    made.among(JobPart.EXTRACTOR, f.extractors(), names -> in(JobBson.EXTRACTOR, names));
    f.version().ifPresent(v -> made.all.put(JobPart.VERSION, eq(JobBson.VERSION, v)));
    query.users().one().ifPresent(user -> made.all.put(JobPart.USER, eq(JobBson.USER, user)));
    made.among(JobPart.HOW, f.hows(), JobConditions::hows);
    made.among(JobPart.STATE, f.states(), states -> in(JobBson.STATE, names(states)));
    f.identity().ifPresent(i -> made.all.put(JobPart.IDENTITY, eq("identity", i.name())));
    if (f.attempts() > 0) {
      made.all.put(JobPart.ATTEMPTS, gte("attemptCount", f.attempts()));
    }
    made.among(
        JobPart.TROUBLE,
        f.trouble(),
        kinds -> and(in("trouble.kind", names(kinds)), in(JobBson.STATE, names(unfinished()))));
    f.text().ifPresent(text -> made.all.put(JobPart.TEXT, containing(text)));
    made.times(JobPart.CREATED, JobBson.CREATED_AT, f.created());
    made.times(JobPart.FINISHED, "finishedAt", f.finished());
    made.lengths(JobPart.ELAPSED, JobBson.ELAPSED, f.elapsed());
    made.lengths(JobPart.WAITING, JobBson.WAITING, f.waiting());
    return made.all;
  }

  private <T> void among(
      JobPart part, Set<T> asked, java.util.function.Function<Set<T>, Bson> condition) {
    if (!asked.isEmpty()) {
      all.put(part, condition.apply(asked));
    }
  }

  private void times(JobPart part, String field, Times times) {
    List<Bson> bounds = new ArrayList<>();
    times.from().ifPresent(from -> bounds.add(gte(field, from)));
    times.to().ifPresent(to -> bounds.add(lt(field, to)));
    bounded(part, bounds);
  }

  private void lengths(JobPart part, String field, Lengths lengths) {
    List<Bson> bounds = new ArrayList<>();
    lengths.min().ifPresent(min -> bounds.add(gte(field, min)));
    lengths.max().ifPresent(max -> bounds.add(lte(field, max)));
    bounded(part, bounds);
  }

  private void bounded(JobPart part, List<Bson> bounds) {
    if (!bounds.isEmpty()) {
      all.put(part, and(bounds));
    }
  }

  static List<String> names(Collection<? extends Enum<?>> words) {
    return words.stream().map(Enum::name).sorted().toList();
  }

  /** A doubt is about a job that is not at its end. */
  static List<JobState> unfinished() {
    return Arrays.stream(JobState.values()).filter(state -> !state.finished()).toList();
  }

  private static Bson ids(Set<String> ids) {
    return or(in(JobBson.ID, ids), in(JobBson.FORMER_IDS, ids));
  }

  private static Bson on(ResourceRef resource) {
    return and(eq(JobBson.RESOURCE_ID, resource.id()), types(resource));
  }

  static Bson types(ResourceRef resource) {
    return in("resource.type", JobFilter.types(resource));
  }

  private static Bson ofDataset(String id) {
    return or(eq(JobBson.DATASET, id), on(new ResourceRef(ResourceRef.DATASET, id)));
  }

  /** Of a job that nobody told of, nobody knows. */
  private static Bson hows(Set<How> hows) {
    List<@Nullable String> words = new ArrayList<>(names(hows));
    if (hows.contains(How.UNKNOWN)) {
      words.add(null);
    }
    return in(JobBson.HOW, words);
  }

  private static Bson containing(String text) {
    Pattern part = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    return or(regex("lastMessage", part), regex("attempts.message", part));
  }
}
