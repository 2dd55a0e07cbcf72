package io.tallyboard.tracker.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.tracker.domain.Past;
import java.util.Map;
import java.util.Set;

/** Another system's history. Closed by whoever opened it. */
public interface PastSource extends AutoCloseable {

  /** Which system it is; fails with {@link CannotImport} where it is none. */
  Uni<Kind> kind();

  /** About how many documents there are. */
  Uni<Long> size(Kind kind);

  /** In the order of their ids, those of an earlier second than this left out where that is cheap. */
  Multi<Past.One> ones(long fromSecond);

  /** As for {@link #ones}. */
  Multi<Past.TwoUpdate> twoUpdates(long fromSecond);

  /** As for {@link #ones}. */
  Multi<Past.TwoJob> twoJobs(long fromSecond);

  /** By id, those there are. */
  Uni<Map<String, Past.TwoJob>> jobs(Set<String> ids);

  @Override
  void close();

  /** The systems that are known. */
  enum Kind {
    V1,
    V2
  }

  /** Opens a source by its address. */
  interface Opener {
    /**
     * Opens it.
     *
     * @param from a URI of MongoDB, or a folder of exported collections
     */
    PastSource open(String from, String database);
  }

  /** With one sentence for a person. */
  final class CannotImport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotImport(String message) {
      super(message);
    }
  }
}
