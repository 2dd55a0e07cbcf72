package io.tallyboard.system;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The course of one run as an extractor tells it, and how its record must read in the end: written
 * down by hand, so that it owes nothing to the code that is tested.
 *
 * @param alone whether it can also be told without a job id: a run that begins anew after a crash
 *     cannot, since nobody could know it from a second run
 */
record FleetScript(List<Event> events, JobState state, int attempts, boolean alone) {

  /** One of the courses seen on the wire, with as many log lines as chance will have it. */
  static FleetScript any(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> run(JobState.SKIPPED, 1, true, Event.STARTED, Event.SKIPPED, Event.SUCCEEDED);
      case 1 -> retries(10, Event.ERROR, JobState.ERROR);
      case 2 -> retries(1 + random.nextInt(3), Event.SUCCEEDED, JobState.SUCCEEDED);
      case 3 -> run(JobState.ERROR, 1, true, Event.ERROR);
      case 4 ->
          run(
              JobState.SUCCEEDED,
              2,
              false,
              Event.STARTED,
              Event.PROGRESS,
              Event.STARTED,
              Event.PROGRESS,
              Event.SUCCEEDED);
      case 5 -> run(JobState.PROCESSING, 1, false, Event.STARTED, Event.PROGRESS, Event.PROGRESS);
      case 6 -> run(JobState.STARTED, 1, false, Event.STARTED);
      case 7 -> run(JobState.RESUBMITTED, 1, false, Event.STARTED, Event.PROGRESS, Event.RETRIED);
      default -> success(random.nextInt(11));
    };
  }

  private static FleetScript success(int lines) {
    List<Event> events = new ArrayList<>(Collections.nCopies(lines, Event.PROGRESS));
    events.add(0, Event.STARTED);
    events.add(Event.SUCCEEDED);
    return new FleetScript(events, JobState.SUCCEEDED, 1, true);
  }

  private static FleetScript retries(int times, Event end, JobState state) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      events.addAll(List.of(Event.STARTED, Event.PROGRESS, Event.RETRIED));
    }
    events.addAll(List.of(Event.STARTED, Event.PROGRESS, end));
    return new FleetScript(events, state, times + 1, true);
  }

  private static FleetScript run(JobState state, int attempts, boolean alone, Event... events) {
    return new FleetScript(List.of(events), state, attempts, alone);
  }
}
