package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Folding for tests of other rooms. */
@Singleton
public class Folds {
  private final Folding folding;

  Folds(Folding folding) {
    this.folding = folding;
  }

  public Uni<Void> fold(List<Extraction> extractions, Map<String, Job> known) {
    return folding.fold(extractions, known);
  }
}
