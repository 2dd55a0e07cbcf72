package io.tallyboard.api.live;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as they are shown everywhere else: with the reason why one was not sent yet. */
@ApplicationScoped
class Cards {
  private final SubmissionRecords submissions;

  Cards(SubmissionRecords submissions) {
    this.submissions = submissions;
  }

  record Card(ChangedJob changed, JobCard card) {}

  /** In the same order. */
  Uni<List<Card>> of(List<ChangedJob> read) {
    List<String> unsent =
        read.stream()
            .map(ChangedJob::job)
            .filter(job -> job.state() == JobState.SUBMITTED)
            .map(job -> job.id())
            .toList();
    return unsent.isEmpty()
        ? Uni.createFrom().item(cards(read, Map.of()))
        : submissions.waiting(unsent).map(reasons -> cards(read, reasons));
  }

  private static List<Card> cards(List<ChangedJob> read, Map<String, String> reasons) {
    return read.stream()
        .map(
            changed ->
                new Card(
                    changed,
                    JobCard.of(
                        changed.job(), Optional.ofNullable(reasons.get(changed.job().id())))))
        .toList();
  }
}
