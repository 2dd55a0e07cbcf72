package io.tallyboard.bench.queries;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;

/**
 * A board's records as job-tracker stores them: job {@code n} of {@code jobs}, one every tenth of a
 * second, the last one now. The same number gives the same job.
 *
 * @param end when the last job was created
 */
record Board(long jobs, Instant end) {
  static final int EXTRACTORS = 40;
  static final int USERS = 200;
  static final int DATASETS_OF = 1_000;
  static final int JOBS_OF_A_FILE = 10;
  static final int BUSY_JOBS = 2_000;
  static final int LOG_LINES = 100_000;
  static final String BUSY_FILE = "busy-file";
  static final String LOGGED_JOB = "logged-job";
  static final String FAULT = "No space left on device";
  static final int FAULTS_OF = 100;

  private static final long EVERY_MILLIS = 100;
  private static final String QUEUE = "tallyboard.updates.0";

  Instant createdAt(long n) {
    return end.minusMillis((jobs - 1 - n) * EVERY_MILLIS);
  }

  static String id(long n) {
    return "01930000-0000-7000-8000-%012x".formatted(n);
  }

  static String extractor(long n) {
    return "extractor." + n;
  }

  static String user(long n) {
    return "user-" + n;
  }

  static String file(long n) {
    return "%024x".formatted(n);
  }

  static String dataset(long n) {
    return "d%023x".formatted(n);
  }

  Document job(long n) {
    Random random = new Random(n * 31 + 7);
    // Files come in the order of time, each with its jobs close to one another.
    long file = n / JOBS_OF_A_FILE;
    return job(
        id(n), file(file), dataset(file / (DATASETS_OF / JOBS_OF_A_FILE)), createdAt(n), random);
  }

  /** One of the file that much was done on. */
  Document busyJob(int n) {
    return job(
        "busy-%06d".formatted(n),
        BUSY_FILE,
        "busy-dataset",
        end.minusMillis(BUSY_JOBS - n),
        new Random(n));
  }

  Document loggedJob() {
    return job(LOGGED_JOB, "logged-file", "logged-dataset", end.minusSeconds(1), new Random(1));
  }

  private static Document job(
      String id, String file, String dataset, Instant createdAt, Random random) {
    String state = state(random.nextInt(1_000));
    long waited = 20 + (long) Math.exp(random.nextDouble() * 9);
    long ran = 50 + (long) Math.exp(random.nextDouble() * 12);
    boolean failed = state.equals("ERROR");
    boolean over = failed || List.of("SUCCEEDED", "SKIPPED", "LOST").contains(state);
    String message =
        random.nextInt(FAULTS_OF) == 0
            ? "Error in worker " + random.nextInt(64) + ": " + FAULT + "."
            : failed ? "Traceback (most recent call last): ValueError" : "Done processing.";
    Instant started = createdAt.plusMillis(waited);
    Instant ended = started.plusMillis(ran);
    Document attempt =
        new Document("number", 1)
            .append("cause", "FIRST")
            .append("state", over ? (failed ? "ERROR" : "SUCCEEDED") : "RUNNING")
            .append("startedAt", Date.from(started));
    Document job =
        new Document("_id", id)
            .append("identity", "GIVEN")
            .append("ambiguous", false)
            .append("formerIds", List.of())
            .append("resource", new Document("type", "file").append("id", file))
            .append("extractor", extractor((long) (Math.pow(random.nextDouble(), 2) * EXTRACTORS)))
            .append(
                "request",
                new Document(
                        "user",
                        new Document("id", user((long) (Math.pow(random.nextDouble(), 2) * USERS)))
                            .append("name", "A User"))
                    .append("how", random.nextInt(5) == 0 ? "MANUAL" : "UPLOAD")
                    .append("resourceName", "shift-" + file + ".csv")
                    .append("parameters", "{\"depth\":2,\"language\":\"en\"}")
                    .append("extractorVersion", "2.1")
                    .append("dataset", dataset))
            .append("state", state)
            .append("attemptCount", 1)
            .append("createdAt", Date.from(createdAt))
            .append("submittedAt", Date.from(createdAt))
            .append("lastSeenAt", Date.from(ended));
    if (!state.equals("SUBMITTED")) {
      job.append("startedAt", Date.from(started)).append("waiting", span(waited));
    }
    if (over) {
      attempt
          .append("endedAt", Date.from(ended))
          .append("running", span(ran))
          .append("message", message);
      job.append("finishedAt", Date.from(ended)).append("running", span(ran));
    }
    return job.append("attempts", state.equals("SUBMITTED") ? List.of() : List.of(attempt))
        .append("lastMessage", message)
        .append("updates", 8L)
        .append("dropped", 0L)
        .append("imported", false)
        .append("expiring", false)
        .append("changedAt", Date.from(ended))
        .append("memory", memory(createdAt, started, ended))
        .append("version", 4L);
  }

  private static String state(int permille) {
    return permille < 930
        ? "SUCCEEDED"
        : permille < 970
            ? "ERROR"
            : permille < 985
                ? "SKIPPED"
                : permille < 990 ? "LOST" : permille < 995 ? "PROCESSING" : "SUBMITTED";
  }

  private static Document span(long millis) {
    return new Document("millis", millis).append("precision", "MILLISECONDS");
  }

  private static Document memory(Instant submitted, Instant started, Instant ended) {
    return new Document("last", place(ended, 8))
        .append("submitted", mark("SUBMITTED", submitted))
        .append("first", mark("STARTED", started))
        .append("resent", 0)
        .append("openings", List.of(new Document("attempt", 1).append("at", place(started, 2))))
        .append("own", List.of())
        .append("controlIds", List.of("submitted:1"))
        .append(
            "folded",
            List.of(new Document("queue", QUEUE).append("seq", 8L).append("dropped", 0L)));
  }

  private static Document place(Instant at, long seq) {
    return new Document("receivedAt", Date.from(at)).append("queue", QUEUE).append("seq", seq);
  }

  private static Document mark(String event, Instant at) {
    return new Document("event", event)
        .append("receivedAt", Date.from(at))
        .append("at", Date.from(at));
  }

  /** Update {@code i} of a job, of {@code count}. */
  Document update(String job, String file, long seq, int i, int count) {
    Instant at = end.minusMillis(count - i);
    String event = i == 0 ? "STARTED" : i == count - 1 ? "SUCCEEDED" : "PROGRESS";
    return new Document("_id", QUEUE + ":" + seq)
        .append("queue", QUEUE)
        .append("seq", seq)
        .append("source", "EXTRACTOR")
        .append("key", job)
        .append("jobId", job)
        .append("resource", new Document("type", "unknown").append("id", file))
        .append("extractor", extractor(1))
        .append("event", event)
        .append("status", "StatusMessage.processing")
        .append("message", "Row " + i + " of " + count + " was read; 3 columns were empty.")
        .append("claimedAt", at.toString())
        .append("at", Date.from(at))
        .append("receivedAt", Date.from(at))
        .append("digest", "0".repeat(64))
        .append("batchStart", i % 100 == 0);
  }
}
