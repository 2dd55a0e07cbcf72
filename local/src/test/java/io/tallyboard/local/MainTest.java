package io.tallyboard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered at once, without starting anything. */
class MainTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void a_file_that_is_not_there_is_named_in_one_line() {
    assertThat(run(folder.resolve("nothing.txt").toString())).isEqualTo(2);
    assertThat(errors()).startsWith("tallyboard: There is no file ").hasLineCount(1);
  }

  @Test
  void a_folder_is_no_file() {
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(errors()).contains("is a folder").hasLineCount(1);
  }

  @Test
  void an_unknown_option_is_told_in_one_line_that_points_to_the_help() {
    assertThat(run("--nonsense")).isEqualTo(2);
    assertThat(errors()).contains("--nonsense").contains("--help").hasLineCount(1);
  }

  @Test
  void a_taken_port_is_told_in_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("--port", String.valueOf(taken.getLocalPort()))).isEqualTo(2);
      assertThat(errors()).contains("Port " + taken.getLocalPort()).hasLineCount(1);
    }
  }

  private int run(String... args) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return Main.execute(out, new PrintStream(err, true, UTF_8), args);
  }

  private String errors() {
    return err.toString(UTF_8).strip();
  }
}
