package io.tallyboard.api.domain.port;

import io.tallyboard.api.domain.Refused;
import java.util.Optional;

/** Tells what a failure means for whoever asked. */
public interface Diagnosis {

  /** Empty where it is a fault of ours. */
  Optional<Refused> of(Throwable failure);
}
