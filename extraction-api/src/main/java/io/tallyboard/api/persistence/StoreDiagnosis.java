package io.tallyboard.api.persistence;

import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.port.Diagnosis;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A store that does not answer is nobody's fault, and passes. */
@ApplicationScoped
class StoreDiagnosis implements Diagnosis {

  @Override
  public Optional<Refused> of(Throwable failure) {
    boolean away =
        failure instanceof MongoTimeoutException
            || failure instanceof MongoSocketException
            || failure instanceof MongoNotPrimaryException;
    return away
        ? Optional.of(Refused.notReady("The store does not answer. Try again in a while."))
        : Optional.empty();
  }
}
