package io.tallyboard.api.domain;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the entries of one archive: each only once, also where upper and lower case do not matter,
 * and none that would leave the folder in which it is unpacked.
 */
public final class ZipNames {
  private final Set<String> taken = new HashSet<>();

  /** The name itself, or as it is where that may not be or is taken. */
  public String next(String name) {
    String safe = FileNames.clean(name).replaceAll("[<>:\"|?*]", "_");
    if (safe.chars().allMatch(c -> c == '.')) {
      safe = safe.replace('.', '_');
    }
    int dot = safe.lastIndexOf('.');
    String stem = dot > 0 ? safe.substring(0, dot) : safe;
    String ending = dot > 0 ? safe.substring(dot) : "";
    String free = safe;
    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
      free = stem + " (" + number + ")" + ending;
    }
    return free;
  }
}
