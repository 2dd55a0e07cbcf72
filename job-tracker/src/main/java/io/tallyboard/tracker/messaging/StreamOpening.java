package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.tracker.ingest.QueuePositions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure, before a stream is read on, that it is the one that was read before; where it is not, a
 * new log begins for it. Used by one subscription at a time.
 */
final class StreamOpening {
  private static final Logger LOG = Logger.getLogger(StreamOpening.class);

  private final Standings standings;
  private final QueuePositions positions;
  private final Duration patience;
  private @Nullable Instant waitingSince;

  StreamOpening(Standings standings, QueuePositions positions, Duration patience) {
    this.standings = standings;
    this.positions = positions;
    this.patience = patience;
  }

  /** Thrown where another subscription must be opened, at once or after a while. */
  static final class Again extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Again(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Looks at the stream's end.
   *
   * @return the offset of its last message, -1 where it has none; fails with {@link Again} where it
   *     cannot be read on
   */
  Uni<Long> open(Connection connection, Standing standing, Instant now) {
    return blocking(() -> StreamProbe.last(connection, standing.queue()))
        .chain(
            end -> {
              long last = end.isEmpty() ? -1 : end.get(end.size() - 1).offset();
              Uni<@Nullable Boolean> same =
                  last < standing.foldedThrough()
                      ? standings.same(standing, end)
                      : Uni.createFrom().nullItem();
              return same.chain(it -> decided(connection, standing, end, it, last, now));
            });
  }

  private Uni<Long> decided(
      Connection connection,
      Standing standing,
      List<StreamProbe.Seen> end,
      @Nullable Boolean same,
      long last,
      Instant now) {
    Instant since = waitingSince == null ? now : waitingSince;
    boolean waited = !now.isBefore(since.plus(patience));
    return switch (StreamStart.of(standing.foldedThrough(), end, same, waited)) {
      case GO_ON -> {
        waitingSince = null;
        yield Uni.createFrom().item(last);
      }
      case WAIT -> {
        waitingSince = since;
        yield Uni.createFrom()
            .failure(
                new Again(
                    "it ends with %d and was read up to %d; waiting whether the rest appears"
                        .formatted(last, standing.foldedThrough())));
      }
      case ANEW -> {
        waitingSince = null;
        yield anew(connection, standing, last);
      }
    };
  }

  /** Begins a new log, from where the stream differs from what is stored; always fails. */
  Uni<Long> anew(Connection connection, Standing standing) {
    return blocking(() -> StreamProbe.last(connection, standing.queue()))
        .chain(
            end ->
                anew(connection, standing, end.isEmpty() ? -1 : end.get(end.size() - 1).offset()));
  }

  private Uni<Long> anew(Connection connection, Standing standing, long last) {
    long to = Math.min(last, standing.foldedThrough());
    return blocking(() -> StreamProbe.first(connection, standing.queue()))
        .chain(
            first ->
                first.isEmpty()
                    ? Uni.createFrom().nullItem()
                    : common(connection, standing, first.get(0).offset(), to, null))
        .chain(
            common -> {
              int epoch = standing.epoch() + 1;
              long after = common == null ? -1 : common.offset();
              LOG.errorf(
                  "%s was %s; its messages from %d on are a log of their own, %s",
                  standing.queue(),
                  common == null ? "made anew" : "cut off after " + after,
                  after + 1,
                  standing.log(epoch));
              return positions.begin(
                  standing.queue(),
                  epoch,
                  new QueuePositions.Beginning(after, common == null ? null : common.digest()));
            })
        .chain(
            () -> Uni.createFrom().failure(new Again("it is not the stream that was read before")));
  }

  /** The last message that is the same there and in the store, null where there is none. */
  private Uni<StreamProbe.@Nullable Seen> common(
      Connection connection,
      Standing standing,
      long from,
      long to,
      StreamProbe.@Nullable Seen best) {
    if (from > to) {
      return Uni.createFrom().item(best);
    }
    long middle = best == null ? from : from + (to - from) / 2;
    return blocking(() -> StreamProbe.at(connection, standing.queue(), middle))
        .chain(
            seen -> {
              if (seen.isEmpty() || seen.get(0).offset() > to) {
                return common(connection, standing, from, middle - 1, best);
              }
              StreamProbe.Seen found = seen.get(0);
              return standings
                  .same(standing, List.of(found))
                  .chain(
                      same ->
                          Boolean.TRUE.equals(same)
                              ? common(connection, standing, found.offset() + 1, to, found)
                              : best == null
                                  ? Uni.createFrom().nullItem()
                                  : common(connection, standing, from, middle - 1, best));
            });
  }

  private static <T> Uni<T> blocking(Callable<T> look) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return look.call();
              } catch (IOException e) {
                throw new Again(String.valueOf(e.getMessage()));
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
