package io.tallyboard.api.persistence;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
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
    return isAway(failure)
        ? Optional.of(Refused.notReady("The store does not answer. Try again in a while."))
        : Optional.empty();
  }

  /** Connections that waited when one was lost fail with it; a node that starts or stops says so. */
  private static boolean isAway(Throwable failure) {
    return failure instanceof MongoTimeoutException
        || failure instanceof MongoSocketException
        || failure instanceof MongoConnectionPoolClearedException
        || failure instanceof MongoServerUnavailableException
        || failure instanceof MongoNodeIsRecoveringException
        || failure instanceof MongoNotPrimaryException;
  }
}
