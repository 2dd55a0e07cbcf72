package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for; what is empty does not matter, and of a set any will do.
 *
 * @param ids of now or of before
 * @param dataset jobs on it, and on its files
 * @param version the extractor's, as it was known when the job was asked for
 * @param attempts how many there were at least; 0 for any number
 * @param trouble {@link Event#STALLED}, {@link Event#SUSPECT} or {@link Event#LOOPING}: of unfinished jobs only
 * @param text part of the last message of the job or of one of its attempts, in any case
 */
public record JobFilter(
    Set<String> ids,
    Optional<ResourceRef> resource,
    Optional<String> dataset,
    Set<String> extractors,
    Optional<String> version,
    Optional<String> user,
    Set<How> hows,
    Set<JobState> states,
    Optional<Identity> identity,
    int attempts,
    Set<Event> trouble,
    Optional<String> text,
    Times created,
    Times finished,
    Lengths elapsed,
    Lengths waiting) {

  private static final JobFilter EVERYTHING = new JobFilterBuilder().build();

  public JobFilter {
    ids = Set.copyOf(ids);
    extractors = Set.copyOf(extractors);
    hows = Set.copyOf(hows);
    states = Set.copyOf(states);
    trouble = Set.copyOf(trouble);
  }

  public static JobFilter everything() {
    return EVERYTHING;
  }

  public static JobFilter on(ResourceRef resource) {
    return new JobFilterBuilder().resource(Optional.of(resource)).build();
  }

  /** Of the same jobs those of these ids, in these states, that were created then; what is more is kept. */
  public JobFilter narrowed(Set<String> toIds, Set<JobState> toStates, Times toCreated) {
    return new JobFilter(
        toIds,
        resource,
        dataset,
        extractors,
        version,
        user,
        hows,
        toStates,
        identity,
        attempts,
        trouble,
        text,
        toCreated,
        finished,
        elapsed,
        waiting);
  }

  /**
   * Whether a request that has no record yet can be among them: it has no attempt, no message, no
   * duration and no end.
   */
  public boolean admitsSubmitted() {
    return (states.isEmpty() || states.contains(JobState.SUBMITTED))
        && identity.map(Identity.GIVEN::equals).orElse(true)
        && attempts == 0
        && trouble.isEmpty()
        && text.isEmpty()
        && finished.all()
        && elapsed.all()
        && waiting.all();
  }

  /** Whether a request that has no record yet is among them. */
  public boolean admits(JobCard submitted) {
    Optional<Request> request = Optional.ofNullable(submitted.request());
    return admitsSubmitted()
        && any(ids, submitted.id())
        && any(extractors, submitted.extractor())
        && any(hows, submitted.how())
        && resource.map(r -> isOn(r, submitted.resource())).orElse(true)
        && dataset.map(d -> ofDataset(d, submitted)).orElse(true)
        && same(version, request.map(Request::extractorVersion))
        && same(user, request.map(Request::user).map(UserRef::id))
        && created.holds(submitted.createdAt());
  }

  private static <T> boolean any(Set<T> asked, @Nullable T value) {
    return asked.isEmpty() || (value != null && asked.contains(value));
  }

  private static boolean same(Optional<String> asked, Optional<String> value) {
    return asked.isEmpty() || asked.equals(value);
  }

  private static boolean isOn(ResourceRef asked, @Nullable ResourceRef resource) {
    return resource != null
        && resource.id().equals(asked.id())
        && types(asked).contains(resource.type());
  }

  private static boolean ofDataset(String asked, JobCard job) {
    return isOn(new ResourceRef(ResourceRef.DATASET, asked), job.resource())
        || (job.request() != null && asked.equals(job.request().dataset()));
  }

  /**
   * A status update names an id and not its kind: what is of unknown kind may be meant too, and who
   * asks for an unknown kind means any.
   */
  public static List<String> types(ResourceRef resource) {
    return resource.type().equals(ResourceRef.UNKNOWN)
        ? List.of(ResourceRef.FILE, ResourceRef.DATASET, ResourceRef.UNKNOWN)
        : List.of(resource.type(), ResourceRef.UNKNOWN);
  }
}
