package io.tallyboard.bench;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One job of the load: its updates as pyclowder and extraction-api send them, and what must become of
 * it. The same seed and number give the same job.
 *
 * @param queue the place of its update queue among those of the load
 */
record Run(String jobId, int queue, Course course, List<byte[]> updates) {
  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
  private static final List<String> EXTRACTORS =
      List.of(
          "ncsa.wordcount",
          "ncsa.image.preview",
          "ncsa.file.digest",
          "ncsa.csv.profile",
          "terra.plantcv",
          "siegfried.format",
          "ncsa.audio.preview");
  private static final List<String> ZONES = List.of("-00:00", "+05:50", "-05:00", "+01:00");

  static Run of(long seed, int number, int queues) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    String jobId = uuid7(BEGAN.toEpochMilli() + number * 40L, random).toString();
    String file = "%08x%016x".formatted(0x66000000 + number, random.nextLong());
    String extractor = EXTRACTORS.get(random.nextInt(EXTRACTORS.size()));
    int queue = random.nextInt(queues);
    Course course = Course.any(random.nextInt(100));
    String zone = ZONES.get(random.nextInt(ZONES.size()));
    long second = number / 25;
    List<byte[]> updates = new ArrayList<>(Course.UPDATES);
    for (String step : course.steps()) {
      Instant at = BEGAN.plusSeconds(second + updates.size());
      String body =
          step.equals("submitted")
              ? submitted(jobId, file, extractor, at.plusMillis(random.nextInt(1000)))
              : status(jobId, file, extractor, step, text(step, random), at, zone);
      updates.add(body.getBytes(StandardCharsets.UTF_8));
    }
    return new Run(jobId, queue, course, List.copyOf(updates));
  }

  /** As Python's json.dumps writes it. */
  private static String status(
      String jobId,
      String file,
      String extractor,
      String step,
      String text,
      Instant at,
      String zone) {
    String type = "StatusMessage." + (step.equals("p") ? "processing" : step);
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    return """
        {"file_id": "%s", "extractor_id": "%s", "job_id": "%s", "status": "%s: %s", "start": "%s", \
        "message_type": "%s", "message": "%s"}"""
        .formatted(
            file, extractor, jobId, type, quoted, at.toString().replace("Z", zone), type, quoted);
  }

  /** As extraction-api tells it, before it sends the job. */
  private static String submitted(String jobId, String file, String extractor, Instant at) {
    return """
        {"control":"SUBMITTED","control_id":"submitted:%s","source":"API","job_id":"%s",\
        "resource":{"type":"file","id":"%s"},"extractor":"%s","at":"%s",\
        "request":{"user":{"id":"ada","name":"Ada Lovelace"},"how":"MANUAL",\
        "resourceName":"shift-%s.csv","parameters":"{\\"depth\\":2,\\"language\\":\\"en\\"}"}}"""
        .formatted(jobId, jobId, file, extractor, at, file.substring(2, 8));
  }

  private static String text(String step, SplittableRandom random) {
    return switch (step) {
      case "start" -> "Started processing.";
      case "done" -> "Done processing.";
      case "retry" ->
          "(#1) HTTPConnectionPool(host='clowder', port=9000): Read timed out. (read timeout=%d)"
              .formatted(10 + random.nextInt(50));
      case "error" ->
          """
          Traceback (most recent call last):
            File "/usr/local/lib/python3.11/site-packages/pyclowder/connectors.py", line 516, in _process_message
              result = self.process_message(self, host, secret_key, resource, body)
            File "/home/clowder/extractor.py", line %d, in process_message
              response.raise_for_status()
          requests.exceptions.HTTPError: 404 Client Error: Not Found for url: \
          http://clowder:9000/api/files/%016x/metadata.jsonld?key=%016x"""
              .formatted(40 + random.nextInt(200), random.nextLong(), random.nextLong());
      default ->
          switch (random.nextInt(5)) {
            case 0 -> "Downloading file.";
            case 1 -> "Uploading file metadata.";
            case 2 ->
                "Loaded contents of file: %d lines, %d words, %d characters."
                    .formatted(
                        random.nextInt(10_000), random.nextInt(100_000), random.nextInt(1_000_000));
            case 3 ->
                "Processing tile %d of 256 at zoom level %d, %.1f %% done, about %d s remaining"
                    .formatted(
                        random.nextInt(256),
                        random.nextInt(18),
                        random.nextDouble(100),
                        random.nextInt(600));
            default ->
                "Wrote /tmp/tmp%08x/preview_%04d.png (%d bytes); uploading it as a preview of the"
                        .formatted(
                            random.nextInt(), random.nextInt(10_000), random.nextInt(4_000_000))
                    + " file, and the thumbnail beside it.";
          };
    };
  }

  /** An id of the same kind from so much earlier. */
  static String earlier(String jobId, long millis, SplittableRandom random) {
    long high = UUID.fromString(jobId).getMostSignificantBits();
    return uuid7((high >>> 16) - millis, random).toString();
  }

  private static UUID uuid7(long millis, SplittableRandom random) {
    long high = (millis << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low);
  }
}
