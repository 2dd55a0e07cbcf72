package io.tallyboard.api.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;

/** Whether the store refused what it has already, and nothing else. */
final class Duplicates {
  private Duplicates() {}

  static boolean told(Throwable failure) {
    if (failure instanceof MongoBulkWriteException bulk) {
      return bulk.getWriteConcernError() == null
          && bulk.getWriteErrors().stream()
              .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }
    return failure instanceof MongoWriteException write
        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }
}
