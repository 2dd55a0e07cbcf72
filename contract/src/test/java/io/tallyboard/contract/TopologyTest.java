package io.tallyboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {

  @Test
  void our_names_begin_with_the_prefix() {
    Topology board = new Topology("board-2");

    assertThat(board.updateQueue(0)).isEqualTo("board-2.updates.0");
    assertThat(board.updateQueue(17)).isEqualTo("board-2.updates.17");
    assertThat(board.events()).isEqualTo("board-2.events");
  }

  @Test
  void names_of_the_extractors_protocol_are_theirs() {
    assertThat(Topology.HEARTBEATS).isEqualTo("extractors");
    assertThat(Topology.errorQueue("ncsa.wordcount")).isEqualTo("error.ncsa.wordcount");
  }

  @ParameterizedTest
  @EnumSource(JobState.class)
  void hint_of_a_job_is_keyed_by_its_state_in_lower_case(JobState state) {
    assertThat(Topology.jobHintKey(state))
        .matches("job\\.[a-z]+")
        .endsWithIgnoringCase(state.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".board", "a b", "a/b", "a#", "a*", "bör"})
  void prefix_that_would_not_do_in_a_name_is_refused(String prefix) {
    assertThatThrownBy(() -> new Topology(prefix)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void prefix_may_be_a_hundred_characters_long() {
    assertThat(new Topology("a".repeat(100)).events()).hasSize(107);
    assertThatThrownBy(() -> new Topology("a".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
