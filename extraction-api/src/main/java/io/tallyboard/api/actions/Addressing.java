package io.tallyboard.api.actions;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.domain.Controls;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Tells failed jobs which later one made them good: all those that the later one was run again for, one
 * after the other.
 */
@ApplicationScoped
class Addressing {
  private final JobBoard board;
  private final SubmissionRecords submissions;
  private final Ancestry ancestry;
  private final Whose whose;
  private final Telling telling;

  Addressing(
      JobBoard board,
      SubmissionRecords submissions,
      Ancestry ancestry,
      Whose whose,
      Telling telling) {
    this.board = board;
    this.submissions = submissions;
    this.ancestry = ancestry;
    this.whose = whose;
    this.telling = telling;
  }

  /** Whether there is nothing more to be done. */
  Uni<Boolean> settle(FollowUp wish, Instant now) {
    return board
        .byId(wish.job(), Visibility.all())
        .chain(
            job ->
                good(job.state())
                    ? ancestry.of(job).chain(line -> tell(job, line.subList(1, line.size()), now))
                    : Uni.createFrom().item(false))
        // It was promised, but its order was not met: then nothing was run again.
        .onFailure(Refused.class)
        .recoverWithItem(true);
  }

  private static boolean good(JobState state) {
    return state == JobState.SUCCEEDED || state == JobState.SKIPPED;
  }

  private Uni<Boolean> tell(JobCard good, List<JobCard> line, Instant now) {
    return Multi.createFrom()
        .iterable(line)
        .filter(old -> old.addressedBy() == null && old.identity() == Identity.GIVEN)
        .filter(old -> !good(old.state()))
        .onItem()
        .transformToUniAndConcatenate(old -> tell(good, old, now))
        .collect()
        .asList()
        .map(told -> told.stream().allMatch(t -> t));
  }

  private Uni<Boolean> tell(JobCard good, JobCard old, Instant now) {
    return submissions
        .byId(old.id(), Visibility.all())
        .chain(s -> whose.about(new Found(old, s)))
        .chain(about -> telling.tell(Controls.addressed(about, good.id(), now), about.queue()));
  }
}
