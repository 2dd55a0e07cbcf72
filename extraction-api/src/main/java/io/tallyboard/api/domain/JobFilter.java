package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs are asked for; what is empty does not matter.
 *
 * @param states any of these; any at all where there are none
 */
public record JobFilter(
    Optional<ResourceRef> resource,
    Optional<String> extractor,
    Set<JobState> states,
    Optional<String> user) {

  public JobFilter {
    states = Set.copyOf(states);
  }

  public static JobFilter everything() {
    return new JobFilter(Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  }

  public static JobFilter on(ResourceRef resource) {
    return new JobFilter(Optional.of(resource), Optional.empty(), Set.of(), Optional.empty());
  }

  /** Whether a request that has no record yet can be among them. */
  public boolean admitsSubmitted() {
    return states.isEmpty() || states.contains(JobState.SUBMITTED);
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
