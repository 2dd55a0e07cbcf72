package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.dispatch.ManyIntake.Taken;
import io.tallyboard.api.rest.problem.Problem;
import io.tallyboard.api.rest.problem.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of many jobs that were asked for at once. */
public record ManyView(int accepted, int refused, List<Item> items) {

  /**
   * One of them.
   *
   * @param index of it in the request
   * @param status 202 where its job is durable; otherwise the problem's
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(int index, int status, @Nullable JobRef job, @Nullable Problem problem) {
    static Item of(Taken taken) {
      Problem problem = taken.refused().map(Problems::about).orElse(null);
      return new Item(
          taken.index(),
          problem == null ? ACCEPTED : problem.status(),
          taken.jobId().map(JobRef::new).orElse(null),
          problem);
    }
  }

  /** A job by its id. */
  public record JobRef(String id) {}

  private static final int ACCEPTED = 202;

  static ManyView of(List<Item> items) {
    int accepted = (int) items.stream().filter(item -> item.job() != null).count();
    return new ManyView(accepted, items.size() - accepted, items);
  }
}
