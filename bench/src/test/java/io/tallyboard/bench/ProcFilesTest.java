package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFilesTest {
  @Test
  void the_time_of_a_process_and_of_its_ended_children_is_told_in_seconds() {
    String stat =
        "4711 (a name) with) S 1 4711 4711 0 -1 4194560 900 80 7 0 250 50 1000 200 20 0 9 0 123456";
    assertThat(ProcFiles.cpuSeconds(stat)).isEqualTo(15.0);
    assertThat(ProcFiles.aloneSeconds(stat)).isEqualTo(3.0);
  }

  @Test
  void the_peak_is_the_high_water_mark() {
    List<String> status = List.of("VmPeak:\t 9000000 kB", "VmHWM:\t  262144 kB", "VmRSS:\t 100 kB");
    assertThat(ProcFiles.peakKiB(status)).hasValue(262_144);
    assertThat(ProcFiles.peakKiB(List.of("Name:\tkthreadd"))).isEmpty();
  }

  @Test
  void the_machine_is_busy_with_all_but_idling_and_waiting() {
    assertThat(ProcFiles.machineSeconds("cpu  100 10 50 9000 700 5 15 20 0 0")).isEqualTo(2.0);
    assertThat(ProcFiles.machineSeconds()).isPositive();
  }

  @Test
  void this_very_process_has_spent_some_time() {
    assertThat(ProcFiles.cpuSeconds(ProcessHandle.current().pid())).isPositive();
    assertThat(ProcFiles.peakMiB(ProcessHandle.current().pid())).isPositive();
  }
}
