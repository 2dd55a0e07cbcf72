package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds extractions into a job's record: a pure function of the job's extractions in the order of
 * their {@linkplain Place places}. In which batches they come, how often, and by which replica, makes
 * no difference: what is folded already does not count again, and what comes before something that is
 * folded already makes the job be folded whole.
 */
public final class JobFold {

  /** The order in which a job's extractions count; ids decide where imported ones are alike. */
  public static final Comparator<Extraction> ORDER =
      Comparator.comparing(Extraction::place).thenComparing(e -> e.id());

  /** What a job is, before anything is known of its life. */
  public record Subject(String id, Identity identity, @Nullable String lane, boolean ambiguous) {

    public static Subject given(String jobId) {
      return new Subject(jobId, Identity.GIVEN, null, false);
    }

    public static Subject of(Job job) {
      return new Subject(job.id(), job.identity(), job.lane(), job.ambiguous());
    }
  }

  private JobFold() {}

  /**
   * Adds extractions to a record, or begins one.
   *
   * @param before null where there is no record yet
   * @param more in order within each queue
   * @return a record of the next version, or {@code before} itself where nothing was new; empty where
   *     one of them comes before what is folded already, so that the job must be folded {@linkplain
   *     #whole whole}
   */
  public static Optional<Job> fold(@Nullable Job before, Subject subject, List<Extraction> more) {
    List<Extraction> fresh = fresh(before, more);
    boolean ambiguous = subject.ambiguous() || (before != null && before.ambiguous());
    if (fresh.isEmpty()) {
      return before == null || ambiguous == before.ambiguous()
          ? Optional.ofNullable(before)
          : Optional.of(new Recollection(before, subject).toJob(ambiguous, before.version() + 1));
    }
    if (!inOrder(before, fresh)) {
      return Optional.empty();
    }
    Recollection memory = new Recollection(before, subject);
    fresh.forEach(memory::add);
    return Optional.of(memory.toJob(ambiguous, before == null ? 1 : before.version() + 1));
  }

  /**
   * Folds a job from all of its extractions.
   *
   * @param all at least one, in any order
   * @param version of the record that this makes
   */
  public static Job whole(Subject subject, List<Extraction> all, long version) {
    Recollection memory = new Recollection(null, subject);
    all.stream().sorted(ORDER).forEach(memory::add);
    return memory.toJob(subject.ambiguous(), version);
  }

  /** The places up to which a record is folded, by queue. */
  public static Map<String, Long> through(Job job) {
    Map<String, Long> through = new TreeMap<>();
    for (Folded folded : job.memory().folded()) {
      through.put(folded.queue(), folded.seq());
    }
    return through;
  }

  private static List<Extraction> fresh(@Nullable Job before, List<Extraction> more) {
    if (before == null) {
      return more;
    }
    Map<String, Long> through = through(before);
    return more.stream().filter(e -> e.seq() > through.getOrDefault(e.queue(), -1L)).toList();
  }

  private static boolean inOrder(@Nullable Job before, List<Extraction> fresh) {
    Place last = before == null ? null : before.memory().last();
    for (Extraction extraction : fresh) {
      Place place = extraction.place();
      if (last != null && place.compareTo(last) <= 0) {
        return false;
      }
      last = place;
    }
    return true;
  }
}
