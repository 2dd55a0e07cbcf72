package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.conversions.Bson;

/**
 * What a query can walk along, in the order of its list: some of its conditions are met by the indexes
 * themselves, the others must be looked for.
 *
 * @param legs together they have all that meet the conditions
 * @param covered the conditions that are met
 */
record JobSpine(List<JobLeg> legs, Set<JobPart> covered) {
  /** More ranges than these are not merged in one walk. */
  private static final int MOST_STARTS = 60;

  JobSpine {
    legs = List.copyOf(legs);
    covered = Set.copyOf(covered);
  }

  /** The conditions that must be looked for. */
  List<Bson> residual(JobQuery query, Map<JobPart, Bson> conditions) {
    return conditions.entrySet().stream()
        .filter(c -> !covered.contains(c.getKey()) && c.getKey() != JobRange.part(query.sort()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** All there are for a query, at least one; any of them finds the same. */
  static List<JobSpine> of(JobQuery query) {
    return switch (query.sort().key()) {
      case CREATED -> byCreation(query);
      case ELAPSED ->
          query.filter().extractors().isEmpty()
              ? List.of(everything())
              : List.of(one(JobPart.EXTRACTOR, JobBson.EXTRACTOR, query.filter().extractors()));
      case WAITING -> List.of(everything());
    };
  }

  /** Those of one resource, dataset or user, which may be few: sorted by their creation. */
  static Optional<JobSpine> few(JobQuery query) {
    JobFilter filter = query.filter();
    return filter
        .resource()
        .map(JobSpine::resource)
        .or(() -> filter.dataset().map(JobSpine::dataset))
        .or(() -> query.users().one().map(u -> one(JobPart.USER, JobBson.USER, Set.of(u))));
  }

  private static List<JobSpine> byCreation(JobQuery query) {
    JobFilter filter = query.filter();
    if (filter.resource().isPresent() || filter.dataset().isPresent()) {
      return few(query).stream().toList();
    }
    List<JobSpine> all = new ArrayList<>(few(query).stream().toList());
    Set<JobState> states = states(filter);
    boolean narrowed = !filter.states().isEmpty() || !filter.trouble().isEmpty();
    boolean both =
        narrowed && filter.extractors().size() * Math.max(1, states.size()) <= MOST_STARTS;
    if (!filter.extractors().isEmpty()) {
      all.add(
          both
              ? extractorsAndStates(filter.extractors(), states)
              : one(JobPart.EXTRACTOR, JobBson.EXTRACTOR, filter.extractors()));
    }
    if (narrowed && !(both && !filter.extractors().isEmpty())) {
      all.add(one(JobPart.STATE, JobBson.STATE, JobConditions.names(states)));
    }
    if (all.isEmpty()) {
      all.add(everything());
    }
    return all;
  }

  private static Set<JobState> states(JobFilter filter) {
    Set<JobState> states = EnumSet.allOf(JobState.class);
    if (!filter.states().isEmpty()) {
      states.retainAll(filter.states());
    }
    if (!filter.trouble().isEmpty()) {
      states.retainAll(JobConditions.unfinished());
    }
    return states;
  }

  private static JobSpine everything() {
    return new JobSpine(List.of(JobLeg.of(List.of(), List.of(empty()))), Set.of());
  }

  private static JobSpine one(JobPart part, String field, Collection<String> values) {
    List<Bson> starts = values.stream().sorted().map(value -> eq(field, value)).toList();
    return new JobSpine(List.of(JobLeg.of(List.of(field), starts)), Set.of(part));
  }

  private static JobSpine extractorsAndStates(Set<String> extractors, Set<JobState> states) {
    List<Bson> starts =
        extractors.stream()
            .sorted()
            .flatMap(
                name ->
                    JobConditions.names(states).stream()
                        .map(state -> and(eq(JobBson.EXTRACTOR, name), eq(JobBson.STATE, state))))
            .toList();
    return new JobSpine(
        List.of(JobLeg.of(List.of(JobBson.EXTRACTOR, JobBson.STATE), starts)),
        Set.of(JobPart.EXTRACTOR, JobPart.STATE));
  }

  /** An id is of one kind but for the rarest chance: telling the kinds apart bounds nothing. */
  private static JobSpine resource(ResourceRef resource) {
    return new JobSpine(
        List.of(on(resource.id(), JobConditions.types(resource), Optional.empty())),
        Set.of(JobPart.RESOURCE));
  }

  private static JobSpine dataset(String id) {
    JobLeg told = JobLeg.of(List.of(JobBson.DATASET), List.of(eq(JobBson.DATASET, id)));
    Bson types = JobConditions.types(new ResourceRef(ResourceRef.DATASET, id));
    JobLeg itself = on(id, types, Optional.of(ne(JobBson.DATASET, id)));
    return new JobSpine(List.of(told, itself), Set.of(JobPart.DATASET));
  }

  private static JobLeg on(String id, Bson types, Optional<Bson> own) {
    return new JobLeg(
        List.of(JobBson.RESOURCE_ID),
        List.of(eq(JobBson.RESOURCE_ID, id)),
        Optional.of(types),
        own);
  }
}
