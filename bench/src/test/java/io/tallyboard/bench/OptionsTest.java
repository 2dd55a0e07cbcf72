package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tallyboard.contract.store.QueueKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void without_any_all_is_measured_on_streams() {
    Options all = Options.parse(List.of());
    assertThat(all.jobs()).isEqualTo(25_000);
    assertThat(all.stored()).isEqualTo(5_000_000);
    assertThat(all.records()).isEqualTo(1_000_000);
    assertThat(all.kind()).isEqualTo(QueueKind.STREAM);
    assertThat(all.orders()).containsExactly(Order.values());
    assertThat(all.parts()).containsExactlyInAnyOrderElementsOf(Options.PARTS);
  }

  @Test
  void quick_is_smaller_and_stores_nothing_before() {
    Options quick = Options.parse(List.of("--quick", "--order", "interleaved"));
    assertThat(quick.jobs()).isEqualTo(2_500);
    assertThat(quick.parts()).doesNotContain("stored");
    assertThat(quick.orders()).containsExactly(Order.INTERLEAVED);
  }

  @Test
  void each_option_is_taken() {
    Options some =
        Options.parse(
            List.of(
                "--queues",
                "classic",
                "--stored",
                "1_000_000",
                "--records",
                "10_000_000",
                "--jobs",
                "10",
                "--seed",
                "3",
                "--parts",
                "floor,tracker",
                "--tracker",
                "a.b=c=d",
                "--json",
                "x.json"));
    assertThat(some.kind()).isEqualTo(QueueKind.CLASSIC);
    assertThat(some.stored()).isEqualTo(1_000_000);
    assertThat(some.records()).isEqualTo(10_000_000);
    assertThat(some.jobs()).isEqualTo(10);
    assertThat(some.seed()).isEqualTo(3);
    assertThat(some.has("floor")).isTrue();
    assertThat(some.has("latency")).isFalse();
    assertThat(some.tracker()).containsEntry("a.b", "c=d");
    assertThat(some.json()).hasValueSatisfying(p -> assertThat(p).hasFileName("x.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--jobs",
        "--jobs 0",
        "--jobs many",
        "--queues quorum",
        "--parts all",
        "--tracker x",
        "--order up",
        "--nonsense 1"
      })
  void what_cannot_be_used_is_refused_with_a_sentence(String line) {
    assertThatExceptionOfType(Options.Refused.class)
        .isThrownBy(() -> Options.parse(List.of(line.split(" "))))
        .withMessageContaining("--");
  }
}
