package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.TailMatch;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log of updates and of what could not be used: appended to, never changed. */
public interface UpdateLog {

  /** A message of a queue as it will be stored: usable, or rejected. */
  sealed interface Entry {
    /**
     * Usable.
     *
     * @param refused what it becomes if the store refuses it for its own sake, given why
     */
    record Kept(Extraction extraction, Function<String, RejectedUpdate> refused) implements Entry {

      /** What it would become otherwise follows from it. */
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Kept kept && kept.extraction.equals(extraction);
      }

      @Override
      public int hashCode() {
        return extraction.hashCode();
      }

      /** One of which there is no message: it would be kept aside as what it says. */
      public static Kept of(Extraction e) {
        String says = String.valueOf(e.message());
        return new Kept(
            e,
            why ->
                new RejectedUpdate(
                    e.id(),
                    e.queue(),
                    e.seq(),
                    null,
                    "STORE_REFUSED",
                    why,
                    says,
                    says.length(),
                    e.digest(),
                    e.receivedAt(),
                    e.batchStart(),
                    e.notBefore(),
                    null,
                    null,
                    null,
                    null,
                    null));
      }
    }

    record Rejected(RejectedUpdate update) implements Entry {}
  }

  /**
   * Stores the entries of one queue in their order, so that whatever fails, what is stored has no
   * gap. An entry whose place is taken is stored already. One that the store refuses for its own sake
   * is kept aside as rejected; nothing else is a reason to split.
   *
   * @return the extractions as they stand in the store, in order
   */
  Uni<List<Extraction>> append(List<Entry> entries);

  /**
   * Notes how many log lines of jobs are dropped: one extraction per job and queue, whose count and
   * place only rise.
   */
  Uni<Void> countDropped(List<Extraction> counts);

  /** The extractions that name the job, in order. */
  Multi<Extraction> ofJob(String jobId);

  /** The extractions of a lane, in order. */
  Multi<Extraction> ofLane(String lane);

  /**
   * The stored messages of a queue in the places from {@code from} on, in order; at most {@code count}
   * places are looked at.
   */
  Uni<List<TailMatch.Stored>> stored(String queue, long from, int count);

  /** The extractions of a log in the places from {@code from} to {@code to}, in order. */
  Uni<List<Extraction>> between(String queue, long from, long to);
}
