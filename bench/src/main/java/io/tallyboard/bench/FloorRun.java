package io.tallyboard.bench;

import io.tallyboard.contract.store.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the floor once. */
final class FloorRun {
  static final int PREFETCH = 1_000;

  private final Stage stage;

  FloorRun(Stage stage) {
    this.stage = stage;
  }

  /** With a database that is dropped afterwards. */
  Result fresh(Workload load, String jvm, int threads, boolean index) throws Exception {
    String database = stage.fresh("floor");
    try {
      return measure(index ? "a" : "a-id", load, jvm, threads, index, database, 0);
    } finally {
      stage.database(database).drop();
    }
  }

  /** In a database where much is stored, with the indexes that are there. */
  Result amid(Workload load, String jvm, int threads, String database, long stored)
      throws Exception {
    return measure("c-floor", load, jvm, threads, false, database, stored);
  }

  private Result measure(
      String part,
      Workload load,
      String jvm,
      int threads,
      boolean index,
      String database,
      long stored)
      throws Exception {
    boolean warm = jvm.equals("warm");
    Queues queues = stage.queues();
    queues.fill(stage.broker(), load);
    Queues before = stage.queues();
    Workload warmUp = Bench.warmUp(load);
    if (warm) {
      before.fill(stage.broker(), warmUp);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("broker", stage.broker());
    settings.put("store", stage.store());
    settings.put("database", database);
    settings.put("kind", queues.kind().name());
    settings.put("threads", Integer.toString(threads));
    settings.put("prefetch", Integer.toString(PREFETCH));
    settings.put("index", Boolean.toString(index));
    settings.put("queues", counted(queues, load));
    settings.put("warm", warm ? counted(before, warmUp) : "");
    try (Child floor = Child.floor(Options.HEAP_MIB, settings, stage.log("floor"))) {
      expect(floor, Floor.READY);
      Waiting.untilQuiet();
      Cost.Watch watch = stage.watch("client", floor.pid());
      floor.go();
      long nanos = Long.parseLong(expect(floor, Floor.TOOK));
      Map<String, Cost> costs = watch.soFar();
      Extractions extractions =
          new Extractions(stage.database(database).getCollection(Collections.EXTRACTIONS));
      extractions.assertCounts(queues, load);
      return new Result(
          part,
          load.order(),
          jvm,
          threads,
          extractions.indexes(),
          stored,
          load.updates(),
          nanos / 1e9,
          extractions.meanBytes(queues),
          costs);
    } finally {
      queues.delete(stage.broker());
      if (warm) {
        before.delete(stage.broker());
      }
    }
  }

  private static String counted(Queues queues, Workload load) {
    int[] counts = load.counts();
    StringBuilder text = new StringBuilder();
    for (int q = 0; q < counts.length; q++) {
      text.append(q == 0 ? "" : ",").append(queues.names().get(q)).append('=').append(counts[q]);
    }
    return text.toString();
  }

  private static String expect(Child floor, String beginning) throws Exception {
    String line = floor.line();
    if (!line.startsWith(beginning)) {
      throw new IllegalStateException("the floor said " + line);
    }
    return line.substring(beginning.length());
  }
}
