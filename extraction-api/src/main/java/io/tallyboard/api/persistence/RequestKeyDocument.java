package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.JobSeed;
import io.tallyboard.api.domain.port.RequestKeys.Taken;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** A request's key as it is stored: nothing of what a client sent can be read from it. */
public record RequestKeyDocument(
    @BsonId String id, String fingerprint, Instant at, String seed, @Nullable String answer) {

  JobSeed toSeed() {
    return new JobSeed(at, seed);
  }

  Taken toTaken() {
    return new Taken(fingerprint, toSeed(), Optional.ofNullable(answer));
  }
}
