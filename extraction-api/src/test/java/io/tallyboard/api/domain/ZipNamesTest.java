package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ZipNamesTest {

  @Test
  void namesStayAsTheyAreWhereTheyCan() {
    ZipNames names = new ZipNames();
    assertThat(List.of("a.txt", "A.TXT", "a.txt", "b", "b", ".x", ".x", "a (2).txt"))
        .extracting(names::next)
        .containsExactly(
            "a.txt", "A (2).TXT", "a (3).txt", "b", "b (2)", ".x", ".x (2)", "a (2) (2).txt");
  }

  @Test
  void noneLeadsOutOfTheFolder() {
    ZipNames names = new ZipNames();
    assertThat(List.of("..", ".", "../../etc/passwd", "C:\\x\\y", "/", "a:b"))
        .extracting(names::next)
        .containsExactly("__", "_", "passwd", "y", "unnamed", "a_b");
  }

  @Property(tries = 200)
  void eachIsThereOnce(@ForAll List<String> given) {
    ZipNames names = new ZipNames();
    Set<String> seen = new HashSet<>();
    for (String name : given) {
      String next = names.next(name);
      assertThat(seen.add(next.toLowerCase(Locale.ROOT))).as(next).isTrue();
      assertThat(next).isNotBlank().doesNotContain("/", "\\");
      assertThat(Set.of(".", "..")).doesNotContain(next);
    }
  }
}
