package io.tallyboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStateTest {

  @ParameterizedTest
  @CsvSource({
    "SUBMITTED,   false, false",
    "STARTED,     false, true",
    "PROCESSING,  false, true",
    "RESUBMITTED, false, false",
    "SUCCEEDED,   true,  false",
    "SKIPPED,     true,  false",
    "ERROR,       true,  false",
    "CANCELLED,   true,  false",
    "LOST,        true,  false",
  })
  void state_says_whether_it_is_finished_or_running(
      JobState state, boolean finished, boolean running) {
    assertThat(state.finished()).isEqualTo(finished);
    assertThat(state.running()).isEqualTo(running);
  }

  @Test
  void no_state_is_left_out_above() {
    assertThat(JobState.values()).hasSize(9);
  }
}
