package io.tallyboard.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.live.Waiting.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Supplier<byte[]> MARKER = () -> "[reset]".getBytes(StandardCharsets.UTF_8);

  private final Waiting waiting = new Waiting();

  private boolean add(String subject, long version) {
    String text = "[" + subject + " " + version + "]";
    return waiting.add(new Event(subject, version, text.getBytes(StandardCharsets.UTF_8)), MARKER);
  }

  private String takeAll() {
    StringBuilder all = new StringBuilder();
    while (!waiting.isEmpty()) {
      all.append(new String(waiting.take(20), StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  @Test
  void ofEachSubjectTheLatestWaitsAtTheEnd() {
    add("a", 1);
    add("b", 1);
    add("a", 2);
    add("b", 1);
    add("a", 1);

    assertThat(takeAll()).isEqualTo("[b 1][a 2]");
  }

  @Test
  void oneMarkStandsForWhatIsTooMuchHoweverOften() {
    for (int i = 0; i < Waiting.MAX_EVENTS; i++) {
      assertThat(add("s" + i, 1)).isFalse();
    }
    assertThat(add("one more", 1)).isTrue();
    add("after", 1);
    assertThat(takeAll()).isEqualTo("[reset][after 1]");

    int shed = 0;
    for (int i = 0; i < 10 * Waiting.MAX_EVENTS; i++) {
      shed += add("s" + i, 2) ? 1 : 0;
    }
    // What sheds is shed as well: one more than it holds for each mark.
    assertThat(shed).isEqualTo(9);
    assertThat(takeAll()).startsWith("[reset]").containsOnlyOnce("[reset]").endsWith("[s9999 2]");
  }

  /** By bytes too, since one record may be as large as a hundred. */
  @Property(tries = 50)
  void itHoldsNoMoreThanItMay(@ForAll @IntRange(min = 1, max = 300_000) int size) {
    Waiting large = new Waiting();
    for (int i = 0; i < 50; i++) {
      large.add(new Event("s" + i, 1, new byte[size]), MARKER);
    }
    int held = 0;
    while (!large.isEmpty()) {
      held += large.take(1 << 16).length;
    }
    assertThat(held).isLessThanOrEqualTo(Waiting.MAX_BYTES + 7);
  }

  @Test
  void whatWasToldOfThePastIsNotToldAgainAndNeverAnOlderVersion() {
    add("a", 1);
    add("b", 3);
    add("c", 1);

    waiting.forget(Map.of("a", 2L, "b", 2L, "c", 1L));

    assertThat(takeAll()).isEqualTo("[b 3]");
  }
}
