package io.tallyboard.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir private Path folder;

  @Test
  void a_temporary_one_goes_away_with_all_that_is_in_it() throws Exception {
    WorkFolder work = WorkFolder.open(null);
    Files.writeString(work.log("x"), "text");

    work.close();

    assertThat(work.logs().getParent()).doesNotExist();
  }

  @Test
  void a_temporary_one_stays_when_its_logs_are_wanted() throws Exception {
    WorkFolder work = WorkFolder.open(null);
    Files.writeString(work.log("x"), "text");
    work.keep();

    work.close();

    assertThat(work.log("x")).exists();
    Files.delete(work.log("x"));
    Files.delete(work.logs());
    Files.delete(work.logs().getParent());
  }

  @Test
  void a_named_one_is_made_and_stays() throws Exception {
    WorkFolder work = WorkFolder.open(folder.resolve("a/b"));

    work.close();

    assertThat(folder.resolve("a/b/logs")).isDirectory();
  }

  @Test
  void one_that_cannot_be_made_is_told_in_a_sentence() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThatThrownBy(() -> WorkFolder.open(file.resolve("data")))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("cannot be written to");
  }
}
