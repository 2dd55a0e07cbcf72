package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.support.Jobs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlapsTest {

  private static JobCard card(Jobs job) {
    return JobCard.of(job.build(), Optional.empty());
  }

  private static List<String> overlaps(Jobs one, Jobs... others) {
    List<JobCard> all = java.util.Arrays.stream(others).map(OverlapsTest::card).toList();
    return Overlaps.of(card(one), all, T0.plusSeconds(100));
  }

  @Test
  void runsAtTheSameTimeOverlap() {
    assertThat(overlaps(job("a").run(0, 10L), job("b").run(5, 20L), job("c").run(2, 3L)))
        .containsExactly("b", "c");
  }

  @Test
  void runsThatTouchOrFollowDoNot() {
    assertThat(overlaps(job("a").run(0, 10L), job("b").run(10, 20L), job("c").run(50, 60L)))
        .isEmpty();
  }

  @Test
  void aRunThatHasNotEndedGoesOnUntilNow() {
    assertThat(overlaps(job("a").run(0, null), job("b").run(99, null), job("c").run(100, 101L)))
        .containsExactly("b");
  }

  @Test
  void anyOfAJobsRunsCountsButNotTheTimeBetween() {
    assertThat(overlaps(job("a").run(0, 10L).run(50, 60L), job("b").run(20, 30L))).isEmpty();
    assertThat(overlaps(job("a").run(0, 10L).run(50, 60L), job("b").run(55, 56L)))
        .containsExactly("b");
  }

  @Test
  void aJobDoesNotOverlapWithItself() {
    assertThat(overlaps(job("a").run(0, 10L), job("a").run(0, 10L))).isEmpty();
  }
}
