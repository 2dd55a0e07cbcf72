package io.tallyboard.api.live;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.Waits;
import io.tallyboard.api.domain.ChangedJob;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Wait;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as they are shown everywhere else: with the reason why one was not sent yet. */
@ApplicationScoped
class Cards {
  private final Waits waits;

  Cards(Waits waits) {
    this.waits = waits;
  }

  record Card(ChangedJob changed, JobCard card) {}

  /** In the same order. */
  Uni<List<Card>> of(List<ChangedJob> read) {
    return waits
        .of(List.of(), read.stream().map(ChangedJob::job).toList())
        .map(reasons -> cards(read, reasons));
  }

  private static List<Card> cards(List<ChangedJob> read, Map<String, Wait> reasons) {
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
