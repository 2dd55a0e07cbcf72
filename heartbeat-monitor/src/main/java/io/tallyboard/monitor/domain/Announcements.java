package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which instances changed their state since it was last told, and when the next may. */
public final class Announcements {
  private Announcements() {}

  public record Change(
      String extractor, InstanceId instance, @Nullable Liveness from, Liveness to) {}

  /**
   * The changes that are to be told.
   *
   * @param now until when beats were watched: a verdict of a moment when nobody listened is none
   */
  public static List<Change> due(List<ExtractorInstance> instances, Watched watched, Instant now) {
    return instances.stream().flatMap(instance -> change(instance, watched, now).stream()).toList();
  }

  /** When silence will next change a state, if no beat comes before; empty if it cannot. */
  public static Optional<Instant> nextDue(
      List<ExtractorInstance> instances, Watched watched, Instant now) {
    return instances.stream()
        .flatMap(instance -> deadline(instance, watched, now).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Change> change(ExtractorInstance instance, Watched watched, Instant now) {
    Liveness state = instance.liveness(watched, now);
    boolean told = state == instance.announced() || state == Liveness.UNKNOWN;
    return told
        ? Optional.empty()
        : Optional.of(
            new Change(
                instance.extractor(), new InstanceId(instance.id()), instance.announced(), state));
  }

  private static Optional<Instant> deadline(
      ExtractorInstance instance, Watched watched, Instant now) {
    Instant silentSince = now.minus(instance.silence(watched));
    Duration period = instance.period();
    return switch (instance.liveness(watched, now)) {
      case ONLINE -> Optional.of(silentSince.plus(period.multipliedBy(3).dividedBy(2)));
      case LATE -> Optional.of(silentSince.plus(period.multipliedBy(3)));
      case OFFLINE, UNKNOWN -> Optional.empty();
    };
  }
}
