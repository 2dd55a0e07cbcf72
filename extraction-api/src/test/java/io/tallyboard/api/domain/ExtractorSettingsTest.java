package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtractorSettingsTest {
  private static final ExtractorSettings STANDARD = ExtractorSettings.standard("words");

  @Test
  void a_space_goes_before_what_is_said_of_all() {
    ExtractorSettings off = STANDARD.withEnabled(false).withSpaces(Map.of("a", true));
    assertThat(off.enabledIn(Optional.of("a"))).isTrue();
    assertThat(off.enabledIn(Optional.of("b"))).isFalse();
    assertThat(off.enabledIn(Optional.empty())).isFalse();
    ExtractorSettings on = STANDARD.withSpaces(Map.of("a", false));
    assertThat(on.enabledIn(Optional.of("a"))).isFalse();
    assertThat(on.enabledIn(Optional.of("b"))).isTrue();
    assertThat(on.enabledIn(Optional.empty())).isTrue();
  }

  @Test
  void what_was_said_of_a_space_can_be_taken_back() {
    ExtractorSettings said = STANDARD.withSpaces(Map.of("a", false, "b", true));
    assertThat(said.withSpaces(Collections.singletonMap("a", null)).spaces())
        .isEqualTo(Map.of("b", true));
  }

  @Test
  void a_grant_counts_once() {
    assertThat(STANDARD.withGrants(Arrays.asList("bob", "ann", "bob")).grants())
        .isEqualTo(List.of("ann", "bob"));
  }
}
