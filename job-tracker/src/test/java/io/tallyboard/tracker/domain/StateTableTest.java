package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Job;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each thing that can happen makes of each state that a job can be in: all of them. */
class StateTableTest {

  /** A shortest way into each state. RESUBMITTED has three: they differ in what comes next. */
  private static final Map<String, List<Event>> WAYS =
      Map.ofEntries(
          way("SUBMITTED", Event.SUBMITTED),
          way("STARTED", Event.STARTED),
          way("PROCESSING", Event.STARTED, Event.PROGRESS),
          way("RESUBMITTED", Event.STARTED, Event.RETRIED),
          way("REPLAYED", Event.STARTED, Event.ERROR, Event.REPLAYED),
          way("SUCCEEDED", Event.STARTED, Event.SUCCEEDED),
          way("SKIPPED", Event.STARTED, Event.SKIPPED),
          way("ERROR", Event.STARTED, Event.ERROR),
          way("LOST", Event.STARTED, Event.LOST),
          way("CANCELLED", Event.SUBMITTED, Event.CANCELLED),
          way("STALLED", Event.STARTED, Event.STALLED),
          way("LOOPING", Event.STARTED, Event.LOOPING));

  /**
   * The state before, what happens, and the state after with the attempts as {@code CAUSE:STATE} where
   * they change; a dot says that nothing does.
   */
  private static final String TABLE =
      """
      SUBMITTED   SUBMITTED .
      SUBMITTED   STARTED   STARTED FIRST:RUNNING
      SUBMITTED   PROGRESS  PROCESSING FIRST:RUNNING
      SUBMITTED   RETRIED   RESUBMITTED FIRST:RETRIED
      SUBMITTED   SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      SUBMITTED   SKIPPED   SKIPPED FIRST:SKIPPED
      SUBMITTED   ERROR     ERROR FIRST:ERROR
      SUBMITTED   CANCELLED CANCELLED
      SUBMITTED   REPLAYED  .
      SUBMITTED   LOST      .
      SUBMITTED   RESENT    .
      SUBMITTED   STALLED   .
      SUBMITTED   SUSPECT   .
      SUBMITTED   LOOPING   SUBMITTED+LOOPING
      SUBMITTED   ADDRESSED .
      SUBMITTED   DROPPED   .

      STARTED     SUBMITTED .
      STARTED     STARTED   STARTED FIRST:INTERRUPTED REDELIVERED:RUNNING
      STARTED     PROGRESS  PROCESSING FIRST:RUNNING
      STARTED     RETRIED   RESUBMITTED FIRST:RETRIED
      STARTED     SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      STARTED     SKIPPED   SKIPPED FIRST:SKIPPED
      STARTED     ERROR     ERROR FIRST:ERROR
      STARTED     CANCELLED CANCELLED FIRST:CANCELLED
      STARTED     REPLAYED  .
      STARTED     LOST      LOST FIRST:LOST
      STARTED     RESENT    .
      STARTED     STALLED   STARTED+STALLED FIRST:RUNNING
      STARTED     SUSPECT   STARTED+SUSPECT FIRST:RUNNING
      STARTED     LOOPING   STARTED+LOOPING FIRST:RUNNING
      STARTED     ADDRESSED .
      STARTED     DROPPED   .

      PROCESSING  SUBMITTED .
      PROCESSING  STARTED   STARTED FIRST:INTERRUPTED REDELIVERED:RUNNING
      PROCESSING  PROGRESS  .
      PROCESSING  RETRIED   RESUBMITTED FIRST:RETRIED
      PROCESSING  SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      PROCESSING  SKIPPED   SKIPPED FIRST:SKIPPED
      PROCESSING  ERROR     ERROR FIRST:ERROR
      PROCESSING  CANCELLED CANCELLED FIRST:CANCELLED
      PROCESSING  REPLAYED  .
      PROCESSING  LOST      LOST FIRST:LOST
      PROCESSING  RESENT    .
      PROCESSING  STALLED   PROCESSING+STALLED FIRST:RUNNING
      PROCESSING  SUSPECT   PROCESSING+SUSPECT FIRST:RUNNING
      PROCESSING  LOOPING   PROCESSING+LOOPING FIRST:RUNNING
      PROCESSING  ADDRESSED .
      PROCESSING  DROPPED   .

      RESUBMITTED SUBMITTED .
      RESUBMITTED STARTED   STARTED FIRST:RETRIED RETRY:RUNNING
      RESUBMITTED PROGRESS  .
      RESUBMITTED RETRIED   RESUBMITTED FIRST:RETRIED RETRY:RETRIED
      RESUBMITTED SUCCEEDED SUCCEEDED FIRST:RETRIED RETRY:SUCCEEDED
      RESUBMITTED SKIPPED   SKIPPED FIRST:RETRIED RETRY:SKIPPED
      RESUBMITTED ERROR     ERROR FIRST:RETRIED RETRY:ERROR
      RESUBMITTED CANCELLED CANCELLED FIRST:RETRIED
      RESUBMITTED REPLAYED  .
      RESUBMITTED LOST      .
      RESUBMITTED RESENT    .
      RESUBMITTED STALLED   .
      RESUBMITTED SUSPECT   .
      RESUBMITTED LOOPING   RESUBMITTED+LOOPING FIRST:RETRIED
      RESUBMITTED ADDRESSED .
      RESUBMITTED DROPPED   .

      REPLAYED    SUBMITTED .
      REPLAYED    STARTED   STARTED FIRST:ERROR REPLAYED:RUNNING
      REPLAYED    PROGRESS  .
      REPLAYED    RETRIED   RESUBMITTED FIRST:ERROR REPLAYED:RETRIED
      REPLAYED    SUCCEEDED SUCCEEDED FIRST:ERROR REPLAYED:SUCCEEDED
      REPLAYED    SKIPPED   SKIPPED FIRST:ERROR REPLAYED:SKIPPED
      REPLAYED    ERROR     ERROR FIRST:ERROR REPLAYED:ERROR
      REPLAYED    CANCELLED CANCELLED FIRST:ERROR
      REPLAYED    REPLAYED  .
      REPLAYED    LOST      .
      REPLAYED    RESENT    .
      REPLAYED    STALLED   .
      REPLAYED    SUSPECT   .
      REPLAYED    LOOPING   RESUBMITTED+LOOPING FIRST:ERROR
      REPLAYED    ADDRESSED .
      REPLAYED    DROPPED   .

      SUCCEEDED   SUBMITTED .
      SUCCEEDED   STARTED   STARTED FIRST:SUCCEEDED REDELIVERED:RUNNING
      SUCCEEDED   PROGRESS  .
      SUCCEEDED   RETRIED   .
      SUCCEEDED   SUCCEEDED .
      SUCCEEDED   SKIPPED   .
      SUCCEEDED   ERROR     .
      SUCCEEDED   CANCELLED .
      SUCCEEDED   REPLAYED  RESUBMITTED FIRST:SUCCEEDED
      SUCCEEDED   LOST      .
      SUCCEEDED   RESENT    .
      SUCCEEDED   STALLED   .
      SUCCEEDED   SUSPECT   .
      SUCCEEDED   LOOPING   .
      SUCCEEDED   ADDRESSED .
      SUCCEEDED   DROPPED   .

      SKIPPED     SUBMITTED .
      SKIPPED     STARTED   STARTED FIRST:SKIPPED REDELIVERED:RUNNING
      SKIPPED     PROGRESS  .
      SKIPPED     RETRIED   .
      SKIPPED     SUCCEEDED .
      SKIPPED     SKIPPED   .
      SKIPPED     ERROR     .
      SKIPPED     CANCELLED .
      SKIPPED     REPLAYED  RESUBMITTED FIRST:SKIPPED
      SKIPPED     LOST      .
      SKIPPED     RESENT    .
      SKIPPED     STALLED   .
      SKIPPED     SUSPECT   .
      SKIPPED     LOOPING   .
      SKIPPED     ADDRESSED .
      SKIPPED     DROPPED   .

      ERROR       SUBMITTED .
      ERROR       STARTED   STARTED FIRST:ERROR REDELIVERED:RUNNING
      ERROR       PROGRESS  .
      ERROR       RETRIED   .
      ERROR       SUCCEEDED .
      ERROR       SKIPPED   .
      ERROR       ERROR     .
      ERROR       CANCELLED .
      ERROR       REPLAYED  RESUBMITTED FIRST:ERROR
      ERROR       LOST      .
      ERROR       RESENT    .
      ERROR       STALLED   .
      ERROR       SUSPECT   .
      ERROR       LOOPING   .
      ERROR       ADDRESSED .
      ERROR       DROPPED   .

      LOST        SUBMITTED .
      LOST        STARTED   STARTED FIRST:LOST REDELIVERED:RUNNING
      LOST        PROGRESS  PROCESSING FIRST:RUNNING
      LOST        RETRIED   RESUBMITTED FIRST:RETRIED
      LOST        SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      LOST        SKIPPED   SKIPPED FIRST:SKIPPED
      LOST        ERROR     ERROR FIRST:ERROR
      LOST        CANCELLED CANCELLED FIRST:LOST
      LOST        REPLAYED  RESUBMITTED FIRST:LOST
      LOST        LOST      .
      LOST        RESENT    .
      LOST        STALLED   .
      LOST        SUSPECT   .
      LOST        LOOPING   .
      LOST        ADDRESSED .
      LOST        DROPPED   .

      CANCELLED   SUBMITTED .
      CANCELLED   STARTED   .
      CANCELLED   PROGRESS  .
      CANCELLED   RETRIED   .
      CANCELLED   SUCCEEDED .
      CANCELLED   SKIPPED   .
      CANCELLED   ERROR     .
      CANCELLED   CANCELLED .
      CANCELLED   REPLAYED  .
      CANCELLED   LOST      .
      CANCELLED   RESENT    .
      CANCELLED   STALLED   .
      CANCELLED   SUSPECT   .
      CANCELLED   LOOPING   .
      CANCELLED   ADDRESSED .
      CANCELLED   DROPPED   .

      STALLED     SUBMITTED .
      STALLED     STARTED   STARTED FIRST:INTERRUPTED REDELIVERED:RUNNING
      STALLED     PROGRESS  PROCESSING FIRST:RUNNING
      STALLED     RETRIED   RESUBMITTED FIRST:RETRIED
      STALLED     SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      STALLED     SKIPPED   SKIPPED FIRST:SKIPPED
      STALLED     ERROR     ERROR FIRST:ERROR
      STALLED     CANCELLED CANCELLED FIRST:CANCELLED
      STALLED     REPLAYED  .
      STALLED     LOST      LOST FIRST:LOST
      STALLED     RESENT    .
      STALLED     STALLED   .
      STALLED     SUSPECT   STARTED+SUSPECT FIRST:RUNNING
      STALLED     LOOPING   STARTED+LOOPING FIRST:RUNNING
      STALLED     ADDRESSED .
      STALLED     DROPPED   .

      LOOPING     SUBMITTED .
      LOOPING     STARTED   STARTED+LOOPING FIRST:INTERRUPTED REDELIVERED:RUNNING
      LOOPING     PROGRESS  PROCESSING+LOOPING FIRST:RUNNING
      LOOPING     RETRIED   RESUBMITTED+LOOPING FIRST:RETRIED
      LOOPING     SUCCEEDED SUCCEEDED FIRST:SUCCEEDED
      LOOPING     SKIPPED   SKIPPED FIRST:SKIPPED
      LOOPING     ERROR     ERROR FIRST:ERROR
      LOOPING     CANCELLED CANCELLED FIRST:CANCELLED
      LOOPING     REPLAYED  .
      LOOPING     LOST      LOST FIRST:LOST
      LOOPING     RESENT    .
      LOOPING     STALLED   .
      LOOPING     SUSPECT   .
      LOOPING     LOOPING   .
      LOOPING     ADDRESSED .
      LOOPING     DROPPED   .
      """;

  static Stream<Arguments> rows() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(" +", 3))
        .map(row -> Arguments.of(row[0], Event.valueOf(row[1]), row[2].strip()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatHappensMakesOfAStateWhatTheTableSays(String before, Event event, String after) {
    List<Event> way = WAYS.get(before);
    List<Event> further = new ArrayList<>(way);
    further.add(event);
    String expected = after.equals(".") ? summary(way) : after;

    assertThat(summary(further)).isEqualTo(expected);
  }

  @Test
  void theTableHasEveryStateAndEveryEvent() {
    Map<Event, Integer> rows = new EnumMap<>(Event.class);
    rows().forEach(row -> rows.merge((Event) row.get()[1], 1, Integer::sum));

    assertThat(rows.keySet()).containsExactly(Event.values());
    assertThat(rows.values()).containsOnly(WAYS.size());
    assertThat(
            WAYS.values().stream()
                .map(way -> new Log("j").say(way.toArray(Event[]::new)).fold().state())
                .distinct())
        .containsExactlyInAnyOrder(JobState.values());
  }

  private static String summary(List<Event> said) {
    Job job = new Log("j").say(said.toArray(Event[]::new)).fold();
    String trouble = job.trouble() == null ? "" : "+" + job.trouble().kind();
    String attempts =
        job.attempts().stream()
            .map(a -> " " + a.cause() + ":" + a.state())
            .collect(Collectors.joining());
    return job.state() + trouble + attempts;
  }

  private static Map.Entry<String, List<Event>> way(String name, Event... events) {
    return Map.entry(name, Arrays.asList(events));
  }
}
