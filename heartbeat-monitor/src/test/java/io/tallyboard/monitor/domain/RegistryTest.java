package io.tallyboard.monitor.domain;

import static io.tallyboard.monitor.domain.Beats.NAME;
import static io.tallyboard.monitor.domain.Beats.NOON;
import static io.tallyboard.monitor.domain.Beats.heard;
import static io.tallyboard.monitor.domain.Beats.later;
import static io.tallyboard.monitor.domain.Beats.undescribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final Duration BESIDE = Duration.ofMinutes(15);

  private final Registry registry = new Registry(BESIDE);

  @Test
  void first_beat_makes_the_entry() {
    ExtractorInfo entry = merge(null, heard("a", "1.0", "x", 0));

    assertThat(entry.name()).isEqualTo("ncsa.wordcount");
    assertThat(entry.version()).isEqualTo("1.0");
    assertThat(entry.revision()).isEqualTo(1);
    assertThat(entry.revisions()).hasSize(1);
    assertThat(entry.firstSeen()).isEqualTo(NOON);
    assertThat(entry.recordVersion()).isEqualTo(1);
  }

  @Test
  void same_again_changes_nothing() {
    Heard heard = heard("a", "1.0", "x", 0);
    ExtractorInfo entry = merge(null, heard);

    assertThat(merge(entry, heard)).isSameAs(entry);
  }

  @Test
  void heard_again_can_wait_for_a_while_and_news_cannot() {
    Heard heard = heard("a", "1.0", "x", 0);
    ExtractorInfo entry = merge(null, heard);

    assertThat(Registry.canWait(entry, entry)).isTrue();
    assertThat(Registry.canWait(entry, merge(entry, later(heard, Duration.ofSeconds(9))))).isTrue();
    assertThat(Registry.canWait(entry, merge(entry, later(heard, Duration.ofSeconds(10)))))
        .isFalse();
    assertThat(Registry.canWait(entry, merge(entry, heard("b", "1.1", "y", 1)))).isFalse();
    assertThat(Registry.canWait(entry, merge(entry, heard("b", "1.0", "y", 1)))).isFalse();
  }

  @Test
  void later_beat_moves_last_seen_alone() {
    ExtractorInfo entry = merge(null, heard("a", "1.0", "x", 0));
    ExtractorInfo later = merge(entry, later(heard("a", "1.0", "x", 0), Duration.ofMinutes(5)));

    assertThat(later.lastSeen()).isEqualTo(NOON.plusSeconds(300));
    assertThat(later.firstSeen()).isEqualTo(NOON);
    assertThat(later.revision()).isEqualTo(1);
    assertThat(later.recordVersion()).isEqualTo(2);
  }

  @Test
  void changed_description_is_a_new_revision() {
    ExtractorInfo entry = merge(null, heard("a", "1.0", "x", 0), heard("b", "1.0", "y", 10));

    assertThat(entry.description()).isEqualTo("y");
    assertThat(entry.revision()).isEqualTo(2);
    assertThat(entry.revisions()).extracting(Revision::number).containsExactly(2, 1);
  }

  @Test
  void of_one_version_a_known_description_does_not_flip_back() {
    ExtractorInfo entry = merge(null, heard("a", "1.0", "x", 0), heard("b", "1.0", "y", 10));
    ExtractorInfo again = merge(entry, later(heard("a", "1.0", "x", 0), Duration.ofMinutes(5)));

    assertThat(again.description()).isEqualTo("y");
    assertThat(again.revision()).isEqualTo(2);
  }

  @Test
  void older_version_beside_a_newer_one_does_not_overwrite_it() {
    ExtractorInfo entry = merge(null, heard("new", "1.10", "x", 0));
    ExtractorInfo beside = merge(entry, heard("old", "1.9", "y", 60));

    assertThat(beside.version()).isEqualTo("1.10");
    assertThat(beside.description()).isEqualTo("x");
    assertThat(beside.revision()).isEqualTo(1);
    assertThat(beside.revisions()).extracting(Revision::version).containsExactly("1.9", "1.10");
    assertThat(beside.lastSeen()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void older_version_stands_once_the_newer_one_is_gone() {
    ExtractorInfo entry =
        merge(null, heard("new", "2.0", "bad release", 0), heard("old", "1.9", "y", 60));
    Heard still = later(heard("old", "1.9", "y", 60), BESIDE);

    assertThat(merge(entry, still).version()).isEqualTo("1.9");
    assertThat(merge(entry, still).revision()).isEqualTo(2);
  }

  @Test
  void description_that_stands_is_shown_once_it_was_heard_after_a_restart() {
    ExtractorInfo entry =
        merge(null, heard("3", "3", "z", 0), heard("2", "2", "y", 60), heard("1", "1", "x", 61));
    Registry restarted = new Registry(BESIDE);
    Heard one = later(heard("1", "1", "x", 61), BESIDE.minusSeconds(1));
    Heard two = later(heard("2", "2", "y", 60), BESIDE);

    ExtractorInfo shown = restarted.merge(entry, NAME, List.of(one));
    assertThat(shown.version()).as("2 stands, and is not at hand").isEqualTo("3");

    assertThat(restarted.merge(shown, NAME, List.of(two)).version()).isEqualTo("2");
  }

  @Test
  void beat_without_a_description_makes_an_entry_that_a_description_fills() {
    ExtractorInfo bare =
        registry.merge(null, new ExtractorName("q"), List.of(undescribed("a", "q", 0)));

    assertThat(bare.name()).isEqualTo("q");
    assertThat(bare.queue()).isEqualTo("q");
    assertThat(bare.revision()).isZero();
    assertThat(bare.info()).isNull();

    ExtractorInfo filled = registry.merge(bare, NAME, List.of(heard("b", "1.0", "x", 5)));
    assertThat(filled.description()).isEqualTo("x");
    assertThat(filled.firstSeen()).isEqualTo(NOON);
  }

  @Test
  void beat_without_a_description_takes_nothing_away() {
    ExtractorInfo entry = merge(null, heard("a", "1.0", "x", 0));
    ExtractorInfo after = registry.merge(entry, NAME, List.of(undescribed("b", "q", 9)));

    assertThat(after.info()).isEqualTo(entry.info());
    assertThat(after.revision()).isEqualTo(1);
    assertThat(after.lastSeen()).isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  void as_many_revisions_are_kept_as_there_is_room_for_and_the_one_that_stands() {
    ExtractorInfo entry = merge(null, heard("new", "2.0", "stands", 0));
    for (int i = 1; i <= 30; i++) {
      entry = merge(entry, heard("old" + i, "1.0", "text " + i, i));
    }

    assertThat(entry.version()).isEqualTo("2.0");
    assertThat(entry.revisions()).hasSize(ExtractorInfo.MAX_REVISIONS);
    assertThat(entry.revisions().get(0).number()).isEqualTo(31);
    assertThat(entry.revisions()).extracting(Revision::number).doesNotHaveDuplicates();
    assertThat(entry.revisions()).extracting(Revision::version).contains("2.0");
  }

  @Test
  void revision_that_was_dropped_is_not_new_when_it_beats_again() {
    ExtractorInfo entry = merge(null, heard("old", "1.0", "first", 0));
    for (int i = 1; i <= 30; i++) {
      entry = merge(entry, heard("old" + i, "1.0", "text " + i, i));
    }
    ExtractorInfo again =
        merge(entry, later(heard("old", "1.0", "first", 0), Duration.ofSeconds(40)));

    assertThat(again.revisions()).isEqualTo(entry.revisions());
    assertThat(again.description()).isEqualTo("text 30");
  }

  @Property
  void any_order_and_duplication_of_beats_gives_the_same_entry(
      @ForAll("beats") List<Heard> beats, @ForAll Random random) {
    ExtractorInfo inOrder = oneByOne(beats);

    List<Heard> shuffled = new ArrayList<>(beats);
    shuffled.addAll(beats.subList(0, random.nextInt(beats.size() + 1)));
    Collections.shuffle(shuffled, random);

    assertThat(content(oneByOne(shuffled))).isEqualTo(content(inOrder));
    assertThat(content(new Registry(BESIDE).merge(null, NAME, shuffled)))
        .isEqualTo(content(inOrder));
  }

  @Property
  void last_seen_never_goes_back(@ForAll("beats") List<Heard> beats, @ForAll Random random) {
    List<Heard> shuffled = new ArrayList<>(beats);
    Collections.shuffle(shuffled, random);
    ExtractorInfo entry = null;
    for (Heard heard : shuffled) {
      ExtractorInfo next = registry.merge(entry, NAME, List.of(heard));
      if (entry != null) {
        assertThat(next.lastSeen()).isAfterOrEqualTo(entry.lastSeen());
        assertThat(next.firstSeen()).isBeforeOrEqualTo(entry.firstSeen());
      }
      entry = next;
    }
  }

  /** Several versions and descriptions, over an hour: longer than they stand beside one another. */
  @Provide
  Arbitrary<List<Heard>> beats() {
    return Combinators.combine(
            Arbitraries.of("1.0", "1.9", "1.10", "latest"),
            Arbitraries.of("x", "y", "z"),
            Arbitraries.integers().between(0, 3_600))
        .as((version, text, second) -> heard(version + text + second, version, text, second))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static ExtractorInfo oneByOne(List<Heard> beats) {
    Registry registry = new Registry(BESIDE);
    ExtractorInfo entry = null;
    for (Heard heard : beats) {
      entry = registry.merge(entry, NAME, List.of(heard));
    }
    return entry;
  }

  /** All but how often it was written. */
  private static List<Object> content(ExtractorInfo e) {
    return List.of(
        e.name(),
        e.version(),
        e.description(),
        e.info(),
        e.revision(),
        e.revisions(),
        e.firstSeen(),
        e.lastSeen());
  }

  private ExtractorInfo merge(@Nullable ExtractorInfo stored, Heard... heard) {
    return registry.merge(stored, NAME, List.of(heard));
  }
}
