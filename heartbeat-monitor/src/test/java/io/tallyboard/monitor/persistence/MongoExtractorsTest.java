package io.tallyboard.monitor.persistence;

import static io.tallyboard.monitor.domain.Beats.NAME;
import static io.tallyboard.monitor.domain.Beats.NOON;
import static io.tallyboard.monitor.domain.Beats.heard;
import static io.tallyboard.monitor.domain.Beats.later;
import static io.tallyboard.monitor.domain.Beats.undescribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.monitor.domain.ExtractorName;
import io.tallyboard.monitor.domain.ExtractorStore;
import io.tallyboard.monitor.domain.Registry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoExtractorsTest {
  private final Registry registry = new Registry(Duration.ofMinutes(15));
  private TestStore store;
  private ExtractorStore extractors;

  @BeforeEach
  void open() {
    store = new TestStore();
    extractors = store.extractors();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void entry_comes_back_as_it_was_written() {
    ExtractorInfo entry = registry.merge(null, NAME, List.of(heard("a", "1.0", "x", 0)));

    assertThat(write(entry)).isTrue();
    assertThat(extractors.find(Set.of(NAME, new ExtractorName("other"))).await().indefinitely())
        .isEqualTo(Map.of(NAME, entry));
  }

  @Test
  void entry_is_written_over_the_version_that_was_read() {
    ExtractorInfo first = registry.merge(null, NAME, List.of(heard("a", "1.0", "x", 0)));
    ExtractorInfo second = registry.merge(first, NAME, List.of(heard("b", "1.1", "y", 5)));

    assertThat(write(first)).isTrue();
    assertThat(write(second)).isTrue();
    assertThat(store.extractor("ncsa.wordcount")).isEqualTo(second);
  }

  @Test
  void writer_that_read_an_older_version_is_told_so() {
    ExtractorInfo first = registry.merge(null, NAME, List.of(heard("a", "1.0", "x", 0)));
    write(first);
    ExtractorInfo ours = registry.merge(first, NAME, List.of(heard("b", "1.1", "y", 5)));
    ExtractorInfo theirs =
        registry.merge(
            first, NAME, List.of(later(heard("a", "1.0", "x", 0), Duration.ofMinutes(5))));

    assertThat(write(theirs)).isTrue();
    assertThat(write(ours)).isFalse();
    assertThat(write(first)).as("which would be the first").isFalse();
    assertThat(store.extractor("ncsa.wordcount")).isEqualTo(theirs);
  }

  @Test
  void extractor_is_found_by_its_queue_the_described_one_first() {
    write(registry.merge(null, new ExtractorName("q"), List.of(undescribed("a", "q", 0))));
    assertThat(extractors.named(Set.of("q", "other")).await().indefinitely())
        .isEqualTo(Map.of("q", new ExtractorName("q")));

    write(registry.merge(null, NAME, List.of(heard("b", "1.0", "x", 0))));
    assertThat(extractors.named(Set.of("q")).await().indefinitely()).isEqualTo(Map.of("q", NAME));
  }

  @Test
  void moments_are_kept_to_the_millisecond() {
    write(registry.merge(null, NAME, List.of(heard("a", "1.0", "x", 0))));

    assertThat(store.extractor("ncsa.wordcount").firstSeen()).isEqualTo(NOON);
  }

  private boolean write(ExtractorInfo entry) {
    return extractors.write(List.of(entry)).await().indefinitely();
  }
}
