package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.wire.ControlUpdate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down for a job's log what people did to it. The same deed has the same control id. */
public final class Controls {
  private Controls() {}

  /**
   * What a control update is about.
   *
   * @param queue where the job is told of it
   */
  public record About(String job, ResourceRef resource, String extractor, String queue) {}

  public static ControlUpdate cancelled(About job, UserRef by, Instant at) {
    String told = "Cancelled by " + name(by) + ".";
    return update(Event.CANCELLED, "cancelled:" + job.job(), job, at, told, null);
  }

  /**
   * It goes to its extractor once more.
   *
   * @param number tells this replay from the job's others
   */
  public static ControlUpdate replayed(About job, String number, UserRef by, Instant at) {
    String told = "Replayed by " + name(by) + ".";
    return update(Event.REPLAYED, "replayed:" + job.job() + ":" + number, job, at, told, null);
  }

  /** Without words: the job's last ones, of its failure, stay. */
  public static ControlUpdate addressed(About job, String by, Instant at) {
    return update(Event.ADDRESSED, "addressed:" + job.job(), job, at, null, by);
  }

  private static ControlUpdate update(
      Event event,
      String id,
      About job,
      Instant at,
      @Nullable String told,
      @Nullable String refersTo) {
    return new ControlUpdate(
        event,
        id,
        Source.API,
        job.job(),
        job.resource(),
        job.extractor(),
        at,
        told,
        null,
        refersTo);
  }

  private static String name(UserRef user) {
    String name = user.name();
    return name == null ? user.id() : name;
  }
}
