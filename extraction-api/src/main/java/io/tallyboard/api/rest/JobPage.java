package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.JobList.Searched;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobSort;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some of the jobs asked for.
 *
 * @param jobs with the fields asked for
 * @param next the cursor of those that follow; missing at the list's end and only there
 * @param searched where the page ended because one call looks through no more jobs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobPage(
    @Schema(type = SchemaType.ARRAY, implementation = JobView.class) List<Object> jobs,
    @Nullable String next,
    @Nullable SearchedView searched)
    implements Ticking {

  /**
   * How far was looked.
   *
   * @param jobs that were looked at
   * @param to when the last of them was created; in a list that is sorted by a duration, that in
   *     milliseconds
   */
  public record SearchedView(long jobs, Object to) {
    static SearchedView of(Searched searched) {
      JobPoint to = searched.to();
      return new SearchedView(
          searched.jobs(),
          to.sort().key() == JobSort.Key.CREATED
              ? Instant.ofEpochMilli(to.value())
              : (Object) to.value());
    }
  }

  @Override
  public boolean ticks() {
    return jobs.stream().anyMatch(job -> job instanceof JobView view && view.ticks());
  }

  @Override
  public JobPage still() {
    return new JobPage(
        jobs.stream().map(job -> job instanceof JobView view ? view.still() : job).toList(),
        next,
        searched);
  }
}
