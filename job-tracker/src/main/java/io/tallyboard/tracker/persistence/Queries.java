package io.tallyboard.tracker.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.List;

/** What the store's errors mean. */
final class Queries {
  private Queries() {}

  /** The places in a bulk of those that met a record with the same id; other errors are thrown. */
  static List<Integer> duplicates(MongoBulkWriteException e) {
    boolean other =
        e.getWriteConcernError() != null
            || e.getWriteErrors().stream()
                .anyMatch(
                    w -> ErrorCategory.fromErrorCode(w.getCode()) != ErrorCategory.DUPLICATE_KEY);
    if (other) {
      throw e;
    }
    return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
  }
}
