package io.tallyboard.bench;

import io.tallyboard.contract.store.QueueKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured.
 *
 * @param records jobs that are there in the part "queries"
 * @param parts of {@link #PARTS}
 * @param tracker settings of job-tracker other than its defaults
 */
record Options(
    int jobs,
    long stored,
    long records,
    long seed,
    QueueKind kind,
    Set<Order> orders,
    Set<String> parts,
    Map<String, String> tracker,
    Optional<Path> json,
    Optional<Path> jfr,
    Map<String, String> servers) {
  static final List<String> PARTS =
      List.of("floor", "tracker", "stored", "latency", "live", "liveness", "queries", "dispatch");
  private static final List<String> SERVERS =
      List.of("broker", "store", "broker-pid", "store-pid", "root", "work");

  /** Of job-tracker, and of the floor, which is to have no more. */
  static final int HEAP_MIB = 256;

  static final int WARM_UP_JOBS = 6_250;
  static final int QUEUES = 2;

  Options {
    parts = Set.copyOf(parts);
    tracker = Map.copyOf(tracker);
    servers = Map.copyOf(servers);
  }

  /** An option that cannot be used; the message says why. */
  static final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  static Options parse(List<String> args) {
    boolean quick = args.contains("--quick");
    int jobs = quick ? 2_500 : 25_000;
    long stored = 5_000_000;
    long records = quick ? 50_000 : 1_000_000;
    long seed = 20_261_124;
    QueueKind kind = QueueKind.STREAM;
    Set<Order> orders = EnumSet.allOf(Order.class);
    Set<String> parts = Set.copyOf(quick ? List.of("floor", "tracker", "latency") : PARTS);
    Map<String, String> tracker = new LinkedHashMap<>();
    Map<String, String> servers = new LinkedHashMap<>();
    Optional<Path> json = Optional.empty();
    Optional<Path> jfr = Optional.empty();
    List<String> rest = new ArrayList<>(args);
    rest.remove("--quick");
    for (int i = 0; i < rest.size(); i += 2) {
      String name = rest.get(i);
      if (i + 1 == rest.size()) {
        throw new Refused(name + " needs a value");
      }
      String value = rest.get(i + 1);
      switch (name) {
        case "--jobs" -> jobs = Math.toIntExact(number(name, value));
        case "--stored" -> stored = number(name, value);
        case "--records" -> records = number(name, value);
        case "--seed" -> seed = number(name, value);
        case "--queues" -> kind = constant(QueueKind.class, name, value);
        case "--order" -> orders = EnumSet.of(constant(Order.class, name, value));
        case "--parts" -> parts = parts(value);
        case "--tracker" -> setting(tracker, value);
        case "--json" -> json = Optional.of(Path.of(value));
        case "--jfr" -> jfr = Optional.of(Path.of(value));
        default -> {
          if (!name.startsWith("--") || !SERVERS.contains(name.substring(2))) {
            throw new Refused(name + " is no option");
          }
          servers.put(name.substring(2), value);
        }
      }
    }
    return new Options(
        jobs, stored, records, seed, kind, orders, parts, tracker, json, jfr, servers);
  }

  private static long number(String name, String value) {
    try {
      long n = Long.parseLong(value.replace("_", ""));
      if (n > 0) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Refused(name + " is a number above 0, and not " + value);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String value) {
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String all = String.join(", ", EnumSet.allOf(type).stream().map(Enum::name).toList());
      throw new Refused(name + " is one of " + all.toLowerCase(Locale.ROOT));
    }
  }

  private static Set<String> parts(String value) {
    Set<String> parts = Set.of(value.split(",", -1));
    if (!PARTS.containsAll(parts)) {
      throw new Refused("--parts are some of " + String.join(",", PARTS));
    }
    return parts;
  }

  private static void setting(Map<String, String> settings, String value) {
    int sign = value.indexOf('=');
    if (sign < 1) {
      throw new Refused("--tracker takes KEY=VALUE, and not " + value);
    }
    settings.put(value.substring(0, sign), value.substring(sign + 1));
  }

  boolean has(String part) {
    return parts.contains(part);
  }

  String server(String name) {
    String value = servers.get(name);
    if (value == null) {
      throw new Refused("--" + name + " is missing: start this by bench/run");
    }
    return value;
  }
}
