package io.tallyboard.system;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Many extractors at work at once: their updates in the order in which they leave, in bursts and
 * interleaved, of both dialects, some without job ids. The same seed gives the same fleet.
 */
final class FakeFleet {
  /** What one run must have become; without an id where the board has to infer one. */
  record Outcome(
      String jobId, String resource, String extractor, JobState state, int attempts, int updates) {}

  /** One update on its way. */
  record Sent(
      String queue,
      String jobId,
      String resource,
      String extractor,
      Event event,
      String text,
      String body) {
    byte[] bytes() {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final int PROCESSES = 40;
  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
  private static final List<String> ZONES = List.of("-00:00", "+05:50", "-05:00", "+01:00");

  private final Random random;
  private final List<String> queues;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private int runs;

  private FakeFleet(long seed, List<String> queues) {
    this.random = new Random(seed);
    this.queues = List.copyOf(queues);
  }

  static FakeFleet of(int updates, List<String> queues, long seed) {
    FakeFleet fleet = new FakeFleet(seed, queues);
    List<Deque<Sent>> processes = new ArrayList<>();
    for (int p = 0; p < PROCESSES; p++) {
      processes.add(new ArrayDeque<>());
    }
    int planned = 0;
    while (fleet.sent.size() < updates) {
      int p = fleet.random.nextInt(PROCESSES);
      Deque<Sent> process = processes.get(p);
      if (process.isEmpty() && planned < updates) {
        process.addAll(fleet.run(p, updates - planned));
        planned += process.size();
      }
      for (int burst = 1 + fleet.random.nextInt(5); burst > 0 && !process.isEmpty(); burst--) {
        fleet.sent.add(process.poll());
      }
    }
    return fleet;
  }

  /** What this process says during its next run, in {@code room} updates at most. */
  private List<Sent> run(int process, int room) {
    FleetScript script = FleetScript.any(random);
    while (script.events().size() > room) {
      script = FleetScript.any(random);
    }
    int run = runs++;
    boolean named = !script.alone() || run % 6 != 0;
    // Without job ids a process stays with its own resource, where its runs follow one another.
    String resource = named ? "file-" + random.nextInt(200) : "old-file-" + process;
    String extractor = "fleet." + process % 7;
    String jobId = named ? "job-" + run : null;
    String queue = queues.get(Math.floorMod((named ? jobId : resource).hashCode(), queues.size()));
    String zone = ZONES.get(process % ZONES.size());
    boolean oldDialect = process % 5 == 0;
    List<Sent> says = new ArrayList<>();
    for (Event event : script.events()) {
      String text = text(event, says.size(), run);
      String at = BEGAN.plusSeconds(run).toString().replace("Z", zone);
      String body = body(resource, extractor, jobId, event, text, at, oldDialect);
      says.add(new Sent(queue, jobId, resource, extractor, event, text, body));
    }
    outcomes.add(
        new Outcome(jobId, resource, extractor, script.state(), script.attempts(), says.size()));
    return says;
  }

  private static String text(Event event, int n, int run) {
    return switch (event) {
      case STARTED -> "Started processing.";
      case SUCCEEDED -> "Done processing.";
      case SKIPPED -> "Skipped in check_message";
      case RETRIED -> "(#" + n + ") no luck in run " + run;
      case ERROR -> "out of luck in run " + run;
      default -> "step " + n + " of run " + run;
    };
  }

  private static String body(
      String resource,
      String extractor,
      String jobId,
      Event event,
      String text,
      String at,
      boolean oldDialect) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("file_id", resource);
    body.put("extractor_id", extractor);
    body.put("job_id", jobId);
    body.put("status", (oldDialect ? oldWord(event) : newWord(event)) + ": " + text);
    body.put("start", at);
    if (!oldDialect) {
      body.put("message_type", newWord(event));
      body.put("message", text);
    }
    return Board.text(body);
  }

  private static String newWord(Event event) {
    return "StatusMessage."
        + switch (event) {
          case STARTED -> "start";
          case SUCCEEDED -> "done";
          case SKIPPED -> "skip";
          case RETRIED -> "retry";
          case ERROR -> "error";
          default -> "processing";
        };
  }

  private static String oldWord(Event event) {
    return switch (event) {
      case RETRIED -> "RESUBMITTED";
      case PROGRESS -> "PROCESSING";
      default -> event.name();
    };
  }

  /** All updates, in the order in which they leave. */
  List<Sent> sent() {
    return sent;
  }

  List<Sent> sentTo(String queue) {
    return sent.stream().filter(s -> s.queue().equals(queue)).toList();
  }

  List<Outcome> outcomes() {
    return outcomes;
  }
}
