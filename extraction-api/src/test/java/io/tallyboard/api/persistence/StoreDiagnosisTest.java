package io.tallyboard.api.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Refused.Reason;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreDiagnosisTest {
  private static final ServerAddress STORE = new ServerAddress("store");

  private static Stream<Throwable> outages() {
    return Stream.of(
        new MongoTimeoutException("no server was found"),
        new MongoSocketReadException("the connection was lost", STORE),
        new MongoConnectionPoolClearedException(new ServerId(new ClusterId(), STORE), null),
        new MongoServerUnavailableException("it is gone"),
        new MongoNodeIsRecoveringException(new BsonDocument(), STORE),
        new MongoNotPrimaryException(new BsonDocument(), STORE));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aStoreThatDoesNotAnswerIsToBeAskedAgain(Throwable failure) {
    assertThat(new StoreDiagnosis().of(failure).map(Refused::reason)).contains(Reason.NOT_READY);
  }

  @Test
  void aCommandThatIsWrongIsNoOutage() {
    assertThat(new StoreDiagnosis().of(new MongoCommandException(new BsonDocument(), STORE)))
        .isEmpty();
    assertThat(new StoreDiagnosis().of(new IllegalStateException())).isEmpty();
  }
}
