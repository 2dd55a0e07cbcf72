package io.tallyboard.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one process, with those below it, spent on a measurement. */
record Cost(double cpuSeconds, long peakMiB) {
  /** What the machine did beside the measurement: where this is much, the measurement is worth little. */
  static final String OTHERS = "others";

  /** Watches processes from now on, each by a name of its own. */
  static Watch watch(Map<String, Long> pids) {
    Map<String, Double> before = new LinkedHashMap<>();
    pids.forEach(
        (name, pid) -> {
          ProcFiles.resetPeak(pid);
          before.put(name, ProcFiles.cpuSeconds(pid));
        });
    double machine = ProcFiles.machineSeconds();
    double own = ProcFiles.ownSeconds();
    return () -> {
      Map<String, Cost> costs = new LinkedHashMap<>();
      pids.forEach(
          (name, pid) ->
              costs.put(
                  name,
                  new Cost(
                      ProcFiles.cpuSeconds(pid) - before.getOrDefault(name, 0.0),
                      ProcFiles.peakMiB(pid))));
      double ours =
          ProcFiles.ownSeconds()
              - own
              + costs.values().stream().mapToDouble(Cost::cpuSeconds).sum();
      costs.put(OTHERS, new Cost(Math.max(0, ProcFiles.machineSeconds() - machine - ours), 0));
      return costs;
    };
  }

  /** Tells what was spent since it was made. */
  @FunctionalInterface
  interface Watch {
    Map<String, Cost> soFar();
  }
}
