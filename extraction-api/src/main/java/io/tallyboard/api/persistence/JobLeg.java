package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobSort;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Part of an index that is walked along.
 *
 * @param index what it begins with; what the list is sorted by follows, and the id
 * @param starts each gives all that the index begins with a value; their jobs are merged in order
 * @param more what nearly all on it meet, so that it bounds nothing
 * @param own tells those that no leg before it has
 */
record JobLeg(List<String> index, List<Bson> starts, Optional<Bson> more, Optional<Bson> own) {
  JobLeg {
    index = List.copyOf(index);
    starts = List.copyOf(starts);
  }

  static JobLeg of(List<String> index, List<Bson> starts) {
    return new JobLeg(index, starts, Optional.empty(), Optional.empty());
  }

  /** The index by name of its keys, as job-tracker makes it. */
  Bson hint(JobSort sort) {
    Bson order = Indexes.descending(JobRange.field(sort), JobBson.ID);
    return index.isEmpty() ? order : Indexes.compoundIndex(Indexes.ascending(index), order);
  }

  /**
   * All of it behind one place and up to another, by the index alone.
   *
   * @return nothing where there can be none
   */
  Optional<Bson> between(JobRange range, Optional<JobPoint> after, Optional<JobPoint> end) {
    List<Bson> alternatives = range.between(after, end);
    List<Bson> all =
        starts.stream()
            .flatMap(start -> alternatives.stream().map(part -> and(start, part)))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.size() == 1 ? all.get(0) : or(all));
  }

  /** The same, where it also meets the conditions. */
  Optional<Bson> between(
      JobRange range, Optional<JobPoint> after, Optional<JobPoint> end, List<Bson> conditions) {
    return between(range, after, end)
        .map(
            walked -> {
              Bson exact = more.map(m -> and(walked, m)).orElse(walked);
              return conditions.isEmpty() ? exact : and(exact, Filters.and(conditions));
            });
  }
}
