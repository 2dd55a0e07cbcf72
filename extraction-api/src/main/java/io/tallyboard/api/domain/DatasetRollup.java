package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs on a dataset's files stand.
 *
 * @param jobs how many were counted, the newest
 * @param complete whether there are no others
 * @param states how many jobs are in each
 * @param files the one first that a job was last asked for on
 */
public record DatasetRollup(
    long jobs, boolean complete, Map<JobState, Long> states, List<FileStanding> files) {

  /** How many jobs are counted at most. */
  public static final int MOST = 10_000;

  public DatasetRollup {
    states = Map.copyOf(states);
    files = List.copyOf(files);
  }

  /** One file's jobs, and the last of them. */
  public record FileStanding(
      ResourceRef resource, Optional<String> name, Map<JobState, Long> states, LastJob last) {
    public FileStanding {
      states = Map.copyOf(states);
    }
  }

  /** The job that was last asked for. */
  public record LastJob(String id, JobState state, @Nullable String extractor, Instant createdAt) {}

  /** Jobs on one file in one state. */
  public record Group(ResourceRef resource, Optional<String> name, long count, LastJob last) {}

  /**
   * Sums up.
   *
   * @param groups in no order; of a file in a state there may be several
   */
  public static DatasetRollup of(List<Group> groups, boolean complete) {
    Map<JobState, Long> states = new EnumMap<>(JobState.class);
    Map<ResourceRef, List<Group>> byFile = new LinkedHashMap<>();
    for (Group group : groups) {
      states.merge(group.last.state, group.count, Long::sum);
      byFile.computeIfAbsent(group.resource, r -> new ArrayList<>()).add(group);
    }
    List<FileStanding> files =
        byFile.values().stream()
            .map(DatasetRollup::file)
            .sorted(
                Comparator.comparing((FileStanding f) -> f.last.createdAt)
                    .thenComparing(f -> f.last.id)
                    .reversed())
            .toList();
    long jobs = groups.stream().mapToLong(Group::count).sum();
    return new DatasetRollup(jobs, complete, states, files);
  }

  private static FileStanding file(List<Group> groups) {
    Map<JobState, Long> states = new EnumMap<>(JobState.class);
    groups.forEach(group -> states.merge(group.last.state, group.count, Long::sum));
    Group last =
        groups.stream()
            .max(Comparator.comparing((Group g) -> g.last.createdAt).thenComparing(g -> g.last.id))
            .orElseThrow();
    Optional<String> name = groups.stream().flatMap(group -> group.name.stream()).findFirst();
    return new FileStanding(last.resource, name, states, last.last);
  }

  /** In one sentence; each file counts once. */
  public String sentence() {
    if (files.isEmpty()) {
      return "No extractor has run on a file of this dataset yet.";
    }
    List<String> parts = new ArrayList<>();
    count(parts, "running", DatasetRollup::running);
    count(parts, "waiting", DatasetRollup::waiting);
    count(parts, "last failed", f -> ended(f, JobState.ERROR, JobState.LOST));
    count(parts, "last cancelled", f -> ended(f, JobState.CANCELLED));
    count(parts, "done", f -> ended(f, JobState.SUCCEEDED, JobState.SKIPPED));
    String all = files.size() == 1 ? "1 file: " : files.size() + " files: ";
    return (complete ? "" : "Of the newest %,d jobs, on ".formatted(jobs))
        + all
        + String.join(", ", parts);
  }

  private void count(
      List<String> parts, String word, java.util.function.Predicate<FileStanding> is) {
    long count = files.stream().filter(is).count();
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }

  private static boolean running(FileStanding file) {
    return any(file, JobState.STARTED, JobState.PROCESSING);
  }

  private static boolean waiting(FileStanding file) {
    return !running(file) && any(file, JobState.SUBMITTED, JobState.RESUBMITTED);
  }

  private static boolean any(FileStanding file, JobState... states) {
    return List.of(states).stream().anyMatch(file.states::containsKey);
  }

  /** Nothing goes on on it any more, and its last job came to this. */
  private static boolean ended(FileStanding file, JobState... states) {
    return file.states.keySet().stream().allMatch(JobState::finished)
        && List.of(states).contains(file.last.state);
  }
}
