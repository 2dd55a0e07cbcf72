package io.tallyboard.tracker;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Updates as they stand in the log, for tests of what reads it. */
public final class Said {
  public static final Instant T0 = Instant.parse("2026-03-02T06:00:00Z");
  private static final List<Event> EVENTS =
      List.of(
          Event.SUBMITTED,
          Event.STARTED,
          Event.PROGRESS,
          Event.PROGRESS,
          Event.RETRIED,
          Event.SUCCEEDED,
          Event.SKIPPED,
          Event.ERROR,
          Event.CANCELLED);

  private Said() {}

  /** Of a job, in place {@code seq} of the queue, so many seconds after the beginning. */
  public static Extraction job(String queue, long seq, String job, Event event, long second) {
    return extraction(queue, seq, job, job, "f-" + job, event, second);
  }

  /** Of a lane, by its resource; the extractor is {@code ex}. */
  public static Extraction lane(String queue, long seq, String file, Event event, long second) {
    return extraction(queue, seq, file + "|ex", null, file, event, second);
  }

  private static Extraction extraction(
      String queue, long seq, String key, String job, String file, Event event, long second) {
    Instant at = T0.plusSeconds(second);
    return new Extraction(
        Extraction.id(queue, seq),
        queue,
        seq,
        Source.EXTRACTOR,
        key,
        job,
        ResourceRef.unknown(file),
        "ex",
        event,
        null,
        event + " " + seq,
        at.toString(),
        at,
        at,
        null,
        null,
        null,
        null,
        null,
        "digest",
        seq % 7 == 0);
  }

  /** What came on two queues, by queue: of some jobs and some lanes, all of them interleaved. */
  public static List<List<Extraction>> any(Random random, String name, int updates) {
    List<List<Extraction>> queues = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < updates; i++) {
      int q = random.nextInt(2);
      List<Extraction> its = queues.get(q);
      String queue = name + "-queue-" + q;
      Event event = EVENTS.get(random.nextInt(EVENTS.size()));
      int who = random.nextInt(12);
      its.add(
          who < 9
              ? job(queue, its.size(), name + "-job-" + who, event, i)
              : lane(queue, its.size(), name + "-file-" + who, event, i));
    }
    return queues;
  }
}
