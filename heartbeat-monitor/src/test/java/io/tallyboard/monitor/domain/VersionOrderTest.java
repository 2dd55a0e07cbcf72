package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
  private static final VersionOrder ORDER = new VersionOrder();

  @ParameterizedTest
  @CsvSource({
    "1.9, 1.10",
    "2.0, 10.0",
    "1.0, 1.0.1",
    "1.0-SNAPSHOT, 1.0",
    "1.0-alpha1, 1.0-beta",
    "1.0-rc1, 1.0-rc2",
    "1.0-rc2, 1.0-SNAPSHOT",
    "1.0, 1.0-patch1",
    "1.0-patch1, 1.0.1",
    "latest, 0.1",
    "0009, 10",
    "v1.2, V1.3",
    "1.99999999999999999999999, 1.100000000000000000000000",
    "2021-03-04, 2021-11-01",
  })
  void older_comes_first(String older, String newer) {
    assertThat(ORDER.compare(older, newer)).isNegative();
    assertThat(ORDER.compare(newer, older)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0", "v1.0, 1.0", "1.0, 1-0", "1.02, 1.2", "Latest, latest", "' 1.0', 1.0"})
  void spelling_does_not_make_a_version_newer(String one, String other) {
    assertThat(ORDER.compare(one, other)).isZero();
  }

  @Test
  void no_version_is_the_oldest() {
    assertThat(ORDER.compare(null, "")).isNegative();
    assertThat(ORDER.compare("0.0.1-alpha", null)).isPositive();
    assertThat(ORDER.compare(null, null)).isZero();
  }

  @Property
  void order_is_total(@ForAll("versions") List<String> versions) {
    for (String a : versions) {
      for (String b : versions) {
        assertThat(Integer.signum(ORDER.compare(a, b)))
            .isEqualTo(-Integer.signum(ORDER.compare(b, a)));
        for (String c : versions) {
          if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
            assertThat(ORDER.compare(a, c)).isNotPositive();
          }
        }
      }
    }
  }

  @Property
  void any_text_can_be_compared(@ForAll String a, @ForAll String b) {
    assertThat(Integer.signum(ORDER.compare(a, b))).isBetween(-1, 1);
  }

  @Provide
  Arbitrary<List<String>> versions() {
    Arbitrary<String> part =
        Arbitraries.of("0", "00", "1", "2", "10", "rc", "snapshot", "a", "patch", "latest", "");
    Arbitrary<String> separator = Arbitraries.of(".", "-", "", "_");
    return Combinators.combine(part, separator, part, separator, part)
        .as((a, s, b, t, c) -> a + s + b + t + c)
        .list()
        .ofMinSize(3)
        .ofMaxSize(5);
  }
}
