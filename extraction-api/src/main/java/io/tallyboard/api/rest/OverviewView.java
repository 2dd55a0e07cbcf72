package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallyboard.api.domain.ExtractorRuns;
import io.tallyboard.api.domain.ResourceOverview;
import io.tallyboard.contract.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that extractors did on one resource, as a client reads it.
 *
 * @param more true where there are older jobs than these
 * @param next the cursor of those, in the list of jobs on this resource
 * @param rollup of a dataset: over its files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverviewView(
    Instant now,
    JobView.ResourceView resource,
    String sentence,
    List<ExtractorRunsView> extractors,
    @Nullable Boolean more,
    @Nullable String next,
    @Nullable RollupView rollup)
    implements Ticking {

  /** One extractor's jobs, the newest first; {@code jobCount} is exact up to 10,000 in all. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ExtractorRunsView(
      String name, @Nullable String version, JobState state, long jobCount, List<JobRunView> jobs) {
    private ExtractorRunsView still() {
      return new ExtractorRunsView(
          name, version, state, jobCount, jobs.stream().map(JobRunView::still).toList());
    }
  }

  /** A job with its latest events, and the jobs it overlapped with. */
  public record JobRunView(
      @JsonUnwrapped JobView job, List<EventView> events, List<String> overlaps) {
    private JobRunView still() {
      return new JobRunView(job.still(), events, overlaps);
    }
  }

  static OverviewView of(ResourceOverview overview, JsonTexts json) {
    return new OverviewView(
        overview.now(),
        JobView.ResourceView.of(overview.resource(), overview.name()),
        overview.sentence(),
        overview.extractors().stream().map(runs -> of(runs, json)).toList(),
        overview.next().isPresent() ? true : null,
        overview.next().orElse(null),
        overview.rollup().map(RollupView::of).orElse(null));
  }

  private static ExtractorRunsView of(ExtractorRuns runs, JsonTexts json) {
    return new ExtractorRunsView(
        runs.extractor(),
        runs.version().orElse(null),
        runs.state(),
        runs.count(),
        runs.jobs().stream()
            .map(
                run ->
                    new JobRunView(
                        JobView.of(run.job(), json),
                        run.events().stream().map(EventView::of).toList(),
                        run.overlaps()))
            .toList());
  }

  @Override
  public boolean ticks() {
    return extractors.stream()
        .flatMap(extractor -> extractor.jobs().stream())
        .anyMatch(run -> run.job().ticks());
  }

  @Override
  public OverviewView still() {
    return new OverviewView(
        now,
        resource,
        sentence,
        extractors.stream().map(ExtractorRunsView::still).toList(),
        more,
        next,
        rollup);
  }
}
