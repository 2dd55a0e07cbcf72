package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Place;
import java.util.List;
import java.util.Optional;

/** The extractions that job-tracker writes. Whoever asks has made sure that the job may be seen. */
public interface EventLog {

  /** In order. */
  Uni<List<Extraction>> page(EventScope scope, Optional<Place> after, int limit);

  /** The latest, in order. */
  Uni<List<Extraction>> latest(EventScope scope, int limit);
}
