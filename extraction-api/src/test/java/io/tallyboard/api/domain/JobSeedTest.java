package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JobSeedTest {
  private static final JobSeed SEED =
      new JobSeed(Instant.parse("2026-11-24T14:02:11.020Z"), "secret");

  @Property(tries = 200)
  void an_id_is_a_uuid_of_the_seventh_kind_with_the_requests_time(
      @ForAll @IntRange(min = 0, max = (1 << 26) - 1) int place, @ForAll String what) {
    UUID id = UUID.fromString(SEED.id(place, what));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(SEED.at().toEpochMilli());
    assertThat(SEED.id(place, what)).isEqualTo(id.toString());
  }

  @Test
  void the_ids_of_a_request_are_all_different_and_in_order() {
    List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> SEED.id(i, "")).toList();
    assertThat(ids).doesNotHaveDuplicates().isSorted();
    assertThat(SEED.id(0, "a")).isNotEqualTo(SEED.id(0, "b"));
    assertThat(new JobSeed(SEED.at(), "other").id(0, "")).isNotEqualTo(SEED.id(0, ""));
  }
}
