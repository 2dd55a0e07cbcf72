package io.tallyboard.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tallyboard.bench.queries.QueryRun;
import io.tallyboard.bench.queries.QueryRun.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What came of it, as a table and as JSON. */
final class Report {
  private static final Map<String, String> PARTS =
      Map.of(
          "a", "(a) floor",
          "a-id", "floor, _id only",
          "b", "(b) job-tracker",
          "c-floor", "(c) floor",
          "c", "(c) job-tracker");

  private final Map<String, String> settings;
  private final List<Result> results = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private Latency.@Nullable Outcome latency;
  private DispatchRun.@Nullable Outcome dispatch;
  private final List<LiveRun.Outcome> live = new ArrayList<>();
  private final List<LivenessRun.Outcome> liveness = new ArrayList<>();

  Report(Map<String, String> settings) {
    this.settings = new LinkedHashMap<>(settings);
  }

  void add(Result result) {
    results.add(result);
  }

  void add(List<Answer> some) {
    answers.addAll(some);
  }

  void add(Latency.Outcome outcome) {
    latency = outcome;
  }

  void add(DispatchRun.Outcome outcome) {
    dispatch = outcome;
  }

  void add(LivenessRun.Outcome outcome) {
    liveness.add(outcome);
  }

  void add(LiveRun.Outcome outcome) {
    live.add(outcome);
  }

  /**
   * A ratio of two rates of the same order and the same kind of JVM.
   *
   * @param goal 0 where there is none
   */
  record Ratio(String name, Order order, String jvm, double value, double goal) {
    boolean met() {
      return value >= goal;
    }
  }

  /** The floor is the better of those with one index, whatever its number of threads. */
  OptionalDouble best(String part, Order order, String jvm) {
    return results.stream()
        .filter(r -> r.part().equals(part) && r.order() == order && r.jvm().equals(jvm))
        .mapToDouble(Result::perSecond)
        .max();
  }

  List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (Order order : Order.values()) {
      for (String jvm : List.of("cold", "warm")) {
        ratio("b", "a", 0.6, order, jvm).ifPresent(ratios::add);
        ratio("c", "b", 0.9, order, jvm).ifPresent(ratios::add);
        ratio("c", "c-floor", 0, order, jvm).ifPresent(ratios::add);
      }
    }
    return ratios;
  }

  private Optional<Ratio> ratio(String part, String of, double goal, Order order, String jvm) {
    OptionalDouble upper = best(part, order, jvm);
    OptionalDouble lower = best(of, order, jvm);
    return upper.isEmpty() || lower.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Ratio(
                part + "/" + of, order, jvm, upper.getAsDouble() / lower.getAsDouble(), goal));
  }

  void print(PrintStream out) {
    out.println();
    settings.forEach((name, value) -> out.printf("%-12s %s%n", name, value));
    out.println();
    out.println(
        "                                           threads stored      updates/s  seconds"
            + "   CPU s: client broker  store others   peak MB: client broker store  bytes/update");
    results.stream()
        .sorted(Comparator.comparing(Result::order))
        .forEach(result -> print(out, result));
    out.println();
    for (Ratio ratio : ratios()) {
      out.printf(
          Locale.ROOT,
          "%-10s %-12s %-5s %5.2f%s%n",
          ratio.name(),
          ratio.order().text(),
          ratio.jvm(),
          ratio.value(),
          ratio.goal() == 0
              ? ""
              : "   goal >= %.2f: %s".formatted(ratio.goal(), ratio.met() ? "met" : "NOT met"));
    }
    print(out, latency);
    if (!answers.isEmpty()) {
      QueryRun.table(answers).forEach(out::println);
    }
    live.forEach(outcome -> print(out, outcome));
    liveness.forEach(outcome -> outcome.print(out));
    if (dispatch != null) {
      dispatch.print(out);
    }
  }

  private static void print(PrintStream out, Result r) {
    out.printf(
        Locale.ROOT,
        "%-16s %-12s %-5s %d index(es)  %7s %-9d %10.0f %8.1f %15.1f %6.1f %6.1f %6.1f %17d %6d %5d %13d%n",
        PARTS.get(r.part()),
        r.order().text(),
        r.jvm(),
        r.indexes(),
        r.threads() == 0 ? "" : Integer.toString(r.threads()),
        r.stored(),
        r.perSecond(),
        r.seconds(),
        cost(r, "client").cpuSeconds(),
        cost(r, "broker").cpuSeconds(),
        cost(r, "store").cpuSeconds(),
        cost(r, Cost.OTHERS).cpuSeconds(),
        cost(r, "client").peakMiB(),
        cost(r, "broker").peakMiB(),
        cost(r, "store").peakMiB(),
        r.documentBytes());
  }

  private static Cost cost(Result r, String name) {
    return r.costs().getOrDefault(name, new Cost(0, 0));
  }

  private static void print(PrintStream out, Latency.@Nullable Outcome seen) {
    if (seen == null) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "published to visible over REST at %.0f/s for %d s: p50 %.0f ms, p99 %.0f ms, max %.0f ms"
            + " (%d samples; others %.1f CPU s)   goal p99 <= 100 ms: %s%n",
        seen.publishedPerSecond(),
        Latency.SECONDS,
        seen.p50(),
        seen.p99(),
        seen.max(),
        seen.samples(),
        seen.costs().getOrDefault(Cost.OTHERS, new Cost(0, 0)).cpuSeconds(),
        seen.p99() <= 100 ? "met" : "NOT met");
    out.println(
        "the slowest, as milliseconds by when they were published: "
            + String.join(
                ", ",
                seen.slowest().stream()
                    .map(
                        s -> "%.0f at %.1f s".formatted(s.visibleAfter(), s.publishedAt() / 1000.0))
                    .toList()));
  }

  private static void print(PrintStream out, LiveRun.Outcome told) {
    out.printf(
        Locale.ROOT,
        "published to a follower of the stream at %.0f/s for %d s, beside %d other streams: p50 %.0f ms,"
            + " p99 %.0f ms, max %.0f ms (%d updates in %d events; api %.1f CPU s and %d MB, others"
            + " %.1f CPU s)   goal p99 <= 250 ms: %s%n",
        told.publishedPerSecond(),
        LiveRun.SECONDS,
        told.idle(),
        told.p50(),
        told.p99(),
        told.max(),
        told.samples(),
        told.events(),
        told.costs().getOrDefault("api", new Cost(0, 0)).cpuSeconds(),
        told.costs().getOrDefault("api", new Cost(0, 0)).peakMiB(),
        told.costs().getOrDefault(Cost.OTHERS, new Cost(0, 0)).cpuSeconds(),
        told.p99() <= 250 ? "met" : "NOT met");
  }

  void write(Path file) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("settings", settings);
    all.put("results", results);
    all.put("ratios", ratios());
    all.put("queries", answers);
    if (latency != null) {
      all.put("latency", latency);
    }
    if (!live.isEmpty()) {
      all.put("live", live);
    }
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
  }
}
