package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Where the updates without a job id of one extractor on one resource stand: which run is open, and
 * how far each queue was cut into runs.
 *
 * @param id {@code <resource id>|<extractor>}
 * @param current the run that the next update may belong to; null before the first
 * @param openedAt the moment of the opening update of {@code current}
 * @param ordinal among runs that opened at the same moment
 */
public record Lane(
    @BsonId String id,
    @Nullable String current,
    @Nullable Event last,
    @Nullable Instant openedAt,
    int ordinal,
    List<Folded> folded,
    long version) {
  public Lane {
    folded = List.copyOf(folded);
  }
}
