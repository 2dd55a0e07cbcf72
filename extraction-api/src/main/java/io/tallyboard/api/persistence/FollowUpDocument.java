package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** What is still to be done, as it is stored. */
public record FollowUpDocument(
    @BsonId String id,
    FollowUp.Kind kind,
    String job,
    @Nullable String of,
    UserRef by,
    Instant at,
    int number,
    Instant lookAt) {

  static FollowUpDocument of(FollowUp f, Instant lookAt) {
    return new FollowUpDocument(
        f.id(), f.kind(), f.job(), f.of(), f.by(), f.at(), f.number(), lookAt);
  }

  FollowUp toFollowUp() {
    return new FollowUp(id, kind, job, of, by, at, number);
  }
}
