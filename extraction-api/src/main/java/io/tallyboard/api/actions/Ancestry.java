package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.store.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jobs that a job was run again for, one after the other. */
@ApplicationScoped
class Ancestry {
  /** Who runs a job again so often looks at the latest runs, not at the first. */
  private static final int MOST = 100;

  private final JobBoard board;

  Ancestry(JobBoard board) {
    this.board = board;
  }

  /**
   * From a job back to the first, as far as they are known and no further than {@value #MOST}. Fails
   * with {@link Refused} where it comes back to one of them: then each would make good the other.
   */
  Uni<List<JobCard>> of(JobCard job) {
    List<JobCard> line = new ArrayList<>();
    line.add(job);
    return back(line, new HashSet<>(List.of(job.id())));
  }

  private Uni<List<JobCard>> back(List<JobCard> line, Set<String> seen) {
    JobCard last = line.get(line.size() - 1);
    Optional<String> before = Optional.ofNullable(last.request()).map(Request::retryOf);
    if (before.isEmpty() || line.size() >= MOST) {
      return Uni.createFrom().item(line);
    }
    if (!seen.add(before.get())) {
      return Uni.createFrom()
          .failure(
              Refused.unprocessable(
                  "/retryOf",
                  "The jobs that this one was run again for lead back to job %s: each would make good the other."
                      .formatted(before.get())));
    }
    return board
        .byId(before.get(), Visibility.all())
        .map(Optional::of)
        .onFailure(Refused.class)
        .recoverWithItem(Optional.empty())
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().item(line);
              }
              line.add(found.get());
              return back(line, seen);
            });
  }
}
