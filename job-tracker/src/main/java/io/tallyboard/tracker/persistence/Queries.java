package io.tallyboard.tracker.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the store's errors mean. */
final class Queries {
  private Queries() {}

  /**
   * Errors that are a document's own, whoever stores it and whenever: bad value, invalid BSON, a
   * validation rule, too large a document or key. No others are a reason to leave one out.
   */
  private static final Set<Integer> OWN = Set.of(2, 22, 121, 10_334, 17_280);

  /** The document that the store refuses for its own sake, by its place; empty where none is told. */
  static Optional<BulkWriteError> own(MongoBulkWriteException e) {
    return e.getWriteConcernError() != null
        ? Optional.empty()
        : e.getWriteErrors().stream().filter(w -> OWN.contains(w.getCode())).findFirst();
  }

  /** Whether all that went wrong is that records with the same ids are there already. */
  static boolean onlyDuplicates(Throwable failure) {
    return failure instanceof MongoBulkWriteException e
        && e.getWriteConcernError() == null
        && !e.getWriteErrors().isEmpty()
        && e.getWriteErrors().stream()
            .allMatch(w -> ErrorCategory.fromErrorCode(w.getCode()) == ErrorCategory.DUPLICATE_KEY);
  }

  /** The places in a bulk of those that met a record with the same id. */
  static List<Integer> duplicates(MongoBulkWriteException e) {
    return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
  }
}
