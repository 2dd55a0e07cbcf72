package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Says in one line where the extractors on a resource stand. Each counts once: as running if any of
 * its jobs runs, as stalled if those that should do not, else by its newest job.
 */
public final class ResourceSentence {

  private enum Standing {
    FINISHED,
    RUNNING,
    STALLED,
    FAILED,
    LOST,
    CANCELLED,
    RETRYING,
    WAITING
  }

  private ResourceSentence() {}

  /**
   * Says it.
   *
   * @param type of the resource, as in "this file"
   * @param extractors the jobs of each, the newest first
   */
  public static String of(String type, Collection<List<JobCard>> extractors, Instant now) {
    if (extractors.isEmpty()) {
      String what = type.equals(ResourceRef.UNKNOWN) ? "resource" : type;
      return "No extractor has run on this " + what + " yet.";
    }
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    extractors.forEach(jobs -> counts.merge(standing(jobs), 1, Integer::sum));
    int all = extractors.size();
    List<String> parts = new ArrayList<>();
    parts.add(
        "%d of %d %s finished"
            .formatted(
                counts.getOrDefault(Standing.FINISHED, 0),
                all,
                all == 1 ? "extractor" : "extractors"));
    counts.forEach(
        (standing, count) -> {
          if (standing != Standing.FINISHED) {
            parts.add(count + " " + words(standing, count, extractors, now));
          }
        });
    return String.join(", ", parts);
  }

  private static Standing standing(List<JobCard> jobs) {
    if (jobs.stream().anyMatch(job -> job.state().running() && !job.stalled())) {
      return Standing.RUNNING;
    }
    if (jobs.stream().anyMatch(JobCard::stalled)) {
      return Standing.STALLED;
    }
    return switch (jobs.get(0).state()) {
      case SUBMITTED -> Standing.WAITING;
      case STARTED, PROCESSING -> Standing.RUNNING;
      case RESUBMITTED -> Standing.RETRYING;
      case SUCCEEDED, SKIPPED -> Standing.FINISHED;
      case ERROR -> Standing.FAILED;
      case CANCELLED -> Standing.CANCELLED;
      case LOST -> Standing.LOST;
    };
  }

  private static String words(
      Standing standing, int count, Collection<List<JobCard>> extractors, Instant now) {
    return switch (standing) {
      case FINISHED -> "finished";
      case RUNNING -> running(count, extractors, now);
      case STALLED -> "stalled";
      case FAILED -> "failed";
      case LOST -> "lost";
      case CANCELLED -> "cancelled";
      case RETRYING -> "waiting to be tried again";
      case WAITING -> "waiting";
    };
  }

  private static String running(int count, Collection<List<JobCard>> extractors, Instant now) {
    Instant since =
        extractors.stream()
            .flatMap(List::stream)
            .filter(job -> !job.stalled())
            .flatMap(job -> job.runningSince().stream())
            .min(Comparator.naturalOrder())
            .orElse(now);
    String time = HowLong.of(Duration.between(since, now));
    return count == 1 ? "running for " + time : "running, the longest for " + time;
  }
}
