package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.support.Jobs;
import io.tallyboard.contract.JobState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceSentenceTest {

  private static JobCard card(Jobs job) {
    return JobCard.of(job.build(), Optional.empty());
  }

  private static JobCard in(JobState state) {
    return card(job(state.name()).state(state));
  }

  @SafeVarargs
  private static String sentence(long secondsAfter, List<JobCard>... extractors) {
    return ResourceSentence.of("file", Arrays.asList(extractors), T0.plusSeconds(secondsAfter));
  }

  @Test
  void nothingYet() {
    assertThat(sentence(0)).isEqualTo("No extractor has run on this file yet.");
  }

  @Test
  void someFinishedAndOneRunning() {
    JobCard running = card(job("r").state(JobState.PROCESSING).run(10, null));
    assertThat(
            sentence(
                50,
                List.of(in(JobState.SUCCEEDED)),
                List.of(running),
                List.of(in(JobState.SKIPPED))))
        .isEqualTo("2 of 3 extractors finished, 1 running for 40 s");
  }

  @Test
  void oneExtractorIsNoPlural() {
    assertThat(sentence(0, List.of(in(JobState.SUCCEEDED)))).isEqualTo("1 of 1 extractor finished");
  }

  @Test
  void everyStandingIsNamed() {
    assertThat(
            sentence(
                0,
                List.of(in(JobState.SUCCEEDED)),
                List.of(in(JobState.ERROR)),
                List.of(in(JobState.LOST)),
                List.of(in(JobState.CANCELLED)),
                List.of(in(JobState.RESUBMITTED)),
                List.of(in(JobState.SUBMITTED)),
                List.of(in(JobState.SUBMITTED))))
        .isEqualTo(
            "1 of 7 extractors finished, 1 failed, 1 lost, 1 cancelled,"
                + " 1 waiting to be tried again, 2 waiting");
  }

  @Test
  void ofSeveralRunningTheLongestIsTold() {
    assertThat(
            sentence(
                125,
                List.of(card(job("a").state(JobState.STARTED).run(0, null))),
                List.of(card(job("b").state(JobState.STARTED).run(100, null)))))
        .isEqualTo("0 of 2 extractors finished, 2 running, the longest for 2 min 5 s");
  }

  @Test
  void anOlderJobThatStillRunsCountsBeforeANewerOneThatFailed() {
    JobCard running = card(job("old").state(JobState.STARTED).run(0, null));
    assertThat(sentence(5, List.of(in(JobState.ERROR), running)))
        .isEqualTo("0 of 1 extractor finished, 1 running for 5 s");
  }

  @Test
  void aClockThatIsBehindMakesNoNegativeTime() {
    JobCard running = card(job("r").state(JobState.STARTED).run(60, null));
    assertThat(sentence(0, List.of(running)))
        .isEqualTo("0 of 1 extractor finished, 1 running for less than 1 s");
  }

  @ParameterizedTest
  @CsvSource({
    "0, less than 1 s",
    "59, 59 s",
    "60, 1 min",
    "61, 1 min 1 s",
    "3600, 1 h",
    "7860, 2 h 11 min",
    "90000, 1 d 1 h"
  })
  void durationsReadAsPeopleSayThem(long seconds, String text) {
    assertThat(HowLong.of(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
