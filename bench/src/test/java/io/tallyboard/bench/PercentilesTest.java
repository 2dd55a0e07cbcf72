package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void are_values_of_the_sample_by_the_nearest_rank() {
    Percentiles hundred =
        new Percentiles(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(99.5)).isEqualTo(100);
    assertThat(hundred.max()).isEqualTo(100);
  }

  @Test
  void of_one_value_are_that_value() {
    Percentiles one = new Percentiles(new double[] {4});
    assertThat(one.at(0)).isEqualTo(4);
    assertThat(one.at(99)).isEqualTo(4);
    assertThat(one.size()).isEqualTo(1);
  }

  @Test
  void of_nothing_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Percentiles(new double[0]));
  }
}
