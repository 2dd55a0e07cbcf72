package io.tallyboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells of a process and of those below it: a broker is a script, its machine, and helpers. */
final class ProcFiles {
  /** Ticks per second in {@code stat}: Linux tells user space 100, whatever the kernel's own are. */
  private static final double TICKS = 100;

  private ProcFiles() {}

  /** User and system seconds so far of a process and all below it, those that ended included. */
  static double cpuSeconds(long pid) {
    return tree(pid).flatMap(p -> read(p, "stat")).mapToDouble(ProcFiles::cpuSeconds).sum();
  }

  /** Of this process alone: what it started counts for itself. */
  static double ownSeconds() {
    return read(ProcessHandle.current().pid(), "stat").mapToDouble(ProcFiles::aloneSeconds).sum();
  }

  /** The largest resident size since {@link #resetPeak}, in MiB, of the largest process of the tree. */
  static long peakMiB(long pid) {
    return tree(pid)
            .flatMap(p -> read(p, "status"))
            .flatMap(status -> peakKiB(status.lines().toList()).stream().boxed())
            .mapToLong(Long::longValue)
            .max()
            .orElse(0)
        / 1024;
  }

  /** Lets the peak begin anew from what is resident now. */
  static void resetPeak(long pid) {
    tree(pid)
        .forEach(
            p -> {
              try {
                Files.writeString(Path.of("/proc", Long.toString(p), "clear_refs"), "5");
              } catch (IOException e) {
                // Of another user, or gone: its peak is then that of its whole life.
              }
            });
  }

  private static Stream<Long> tree(long pid) {
    return Stream.concat(
        Stream.of(pid),
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid));
  }

  private static Stream<String> read(long pid, String file) {
    try {
      return Stream.of(Files.readString(Path.of("/proc", Long.toString(pid), file)));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  static double cpuSeconds(String stat) {
    return ticks(stat, 17) / TICKS;
  }

  static double aloneSeconds(String stat) {
    return ticks(stat, 15) / TICKS;
  }

  /**
   * utime, stime, and the same of children that were waited for: fields 14 to 17, the state being 3.
   * The name, in brackets, may hold blanks and brackets: what counts comes after the last one.
   */
  private static long ticks(String stat, int last) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = 0;
    for (int field = 14; field <= last; field++) {
      ticks += Long.parseLong(fields.get(field - 3));
    }
    return ticks;
  }

  /** What all processors of the machine were busy with so far. */
  static double machineSeconds() {
    try {
      return machineSeconds(Files.readAllLines(Path.of("/proc/stat")).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All but idle and waiting for a disk, which are the fourth and fifth; guests are counted twice. */
  static double machineSeconds(String cpu) {
    String[] fields = cpu.split(" +", -1);
    long ticks = 0;
    for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS;
  }

  static OptionalLong peakKiB(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
