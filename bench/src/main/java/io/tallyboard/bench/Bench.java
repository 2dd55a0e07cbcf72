package io.tallyboard.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs what was asked for, one after the other, and prints the report. */
public final class Bench {
  private static final List<String> JVMS = List.of("cold", "warm");
  private static final List<Integer> IDLE = List.of(0, 1_000);
  private static final List<Integer> THREADS = List.of(1, 2);

  private final Stage stage;
  private final Options options;
  private final Report report;

  private Bench(Stage stage) throws Exception {
    this.stage = stage;
    this.report = new Report(Settings.of(stage));
    this.options = stage.options();
  }

  public static void main(String[] args) throws Exception {
    quietClients();
    Options options;
    try {
      options = Options.parse(List.of(args));
    } catch (Options.Refused e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(64);
      return;
    }
    try (MongoClient client = MongoClients.create(options.server("store"))) {
      new Bench(new Stage(options, client)).run();
    }
  }

  /** The clients tell much of what they connect to; here only what went wrong counts. */
  static void quietClients() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  /** Other jobs of the same kind, a quarter as many. */
  static Workload warmUp(Workload load) {
    int jobs = Math.min(Options.WARM_UP_JOBS, load.jobs());
    return new Workload(load.seed(), load.first() + load.jobs(), jobs, load.order(), load.queues());
  }

  private Workload load(Order order) {
    return load(order, 0);
  }

  private Workload load(Order order, int first) {
    return new Workload(options.seed(), first, options.jobs(), order, Options.QUEUES);
  }

  private void run() throws Exception {
    for (Order order : options.orders()) {
      if (options.has("floor")) {
        floor(load(order));
      }
      if (options.has("tracker")) {
        for (String jvm : JVMS) {
          add(new TrackerRun(stage).fresh(load(order), jvm));
        }
      }
    }
    if (options.has("latency")) {
      say("published to visible");
      report.add(new Latency(stage).measure());
    }
    if (options.has("live")) {
      for (int idle : IDLE) {
        say("published to a follower, beside %,d other streams".formatted(idle));
        report.add(new LiveRun(stage).measure(idle));
      }
    }
    if (options.has("liveness")) {
      say("processes that beat");
      report.add(new LivenessRun(stage).measure());
    }
    if (options.has("stored")) {
      amidStored();
    }
    if (options.has("queries")) {
      report.add(new Queries(stage).measure());
    }
    if (options.has("dispatch")) {
      say("waiting jobs sent");
      report.add(new DispatchRun(stage).measure());
    }
    report.print(System.out);
    if (options.json().isPresent()) {
      report.write(options.json().get());
    }
  }

  private void floor(Workload load) throws Exception {
    for (String jvm : JVMS) {
      for (int threads : THREADS) {
        add(new FloorRun(stage).fresh(load, jvm, threads, true));
      }
    }
    for (int threads : THREADS) {
      add(new FloorRun(stage).fresh(load, "warm", threads, false));
    }
  }

  private void amidStored() throws Exception {
    String name = stage.fresh("stored");
    try {
      say("storing %,d extractions".formatted(options.stored()));
      long stored = new Stored(stage).fill(name, options.stored());
      int first = 0;
      for (Order order : options.orders()) {
        for (String jvm : JVMS) {
          // What the floor leaves behind has no job records, so job-tracker gets jobs of its own.
          first += 2 * options.jobs();
          Workload load = load(order, first);
          if (jvm.equals("warm")) {
            for (int threads : THREADS) {
              add(new FloorRun(stage).amid(load, jvm, threads, name, stored));
            }
          }
          first += 2 * options.jobs();
          add(new TrackerRun(stage).amid(load(order, first), jvm, name, stored));
        }
      }
    } finally {
      stage.database(name).drop();
    }
  }

  private void add(Result result) {
    report.add(result);
    say(
        "%s, %s, %s: %.0f/s"
            .formatted(result.part(), result.order().text(), result.jvm(), result.perSecond()));
  }

  static void say(String what) {
    System.err.printf("%s  %s%n", Instant.now().truncatedTo(ChronoUnit.SECONDS), what);
  }
}
