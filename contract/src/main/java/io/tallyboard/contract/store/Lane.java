package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * Where the updates without a job id of one extractor on one resource stand: which runs are open, and
 * how far each queue was cut into runs.
 *
 * @param id {@code <resource id>|<extractor>}
 * @param open runs that have not ended, in the order in which they opened
 * @param ended the run that ended last
 * @param openedAt the moment of the latest opening update, by its sender's time where it has one
 * @param ordinal among runs that opened at that moment, from 0
 */
public record Lane(
    @BsonId String id,
    List<Run> open,
    @Nullable Run ended,
    @Nullable Instant openedAt,
    int ordinal,
    List<Folded> folded,
    long version) {
  public Lane {
    open = List.copyOf(open);
    folded = List.copyOf(folded);
  }

  /**
   * One inferred job of the lane.
   *
   * @param last what happened to it last, log lines apart
   * @param ambiguous whether another run was under way beside it
   */
  public record Run(String job, Event last, boolean ambiguous) {}
}
