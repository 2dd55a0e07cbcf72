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
 * @param last the place of the last update that was cut; what comes before it needs the lane cut anew
 */
public record Lane(
    @BsonId String id,
    List<Run> open,
    @Nullable Run ended,
    @Nullable Instant openedAt,
    int ordinal,
    @Nullable Place last,
    List<Folded> folded,
    long version) {
  public Lane {
    open = List.copyOf(open);
    folded = List.copyOf(folded);
  }

  public static Lane empty(String id) {
    return new Lane(id, List.of(), null, null, 0, null, List.of(), 0);
  }

  /** The same lane as another version. */
  public Lane withVersion(long other) {
    return new Lane(id, open, ended, openedAt, ordinal, last, folded, other);
  }

  /**
   * One inferred job of the lane.
   *
   * @param last what happened to it last, log lines apart
   * @param ambiguous whether another run was under way beside it
   */
  public record Run(String job, Event last, boolean ambiguous) {}
}
