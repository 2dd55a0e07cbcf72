package io.tallyboard.local.extractor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Takes its time over a checksum, and tells how far it is. */
public final class DemoSlow implements Work {
  public static final String PARTS = "parts";
  private static final int USUAL_PARTS = 5;
  private static final int MOST_PARTS = 1000;
  private static final String CHECKSUM = "checksum";
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.slow",
          "1.0",
          "For show: reads a file in slow parts, and tells how far it is.",
          List.of("*/*"),
          Map.of(
              PARTS,
              Map.of(
                  "type",
                  "integer",
                  "minimum",
                  1,
                  "maximum",
                  MOST_PARTS,
                  "default",
                  USUAL_PARTS,
                  "description",
                  "How many parts to read it in; each takes about a second."),
              CHECKSUM,
              Map.of(
                  "type",
                  "boolean",
                  "default",
                  true,
                  "description",
                  "Whether to hand in its CRC-32.")));

  private final Duration partTime;

  public DemoSlow(Duration partTime) {
    this.partTime = partTime;
  }

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress)
      throws IOException, InterruptedException, Abort {
    CRC32 checksum = new CRC32();
    int parts = parts(job);
    int partSize = (int) Math.max(1, (Files.size(file) + parts - 1) / parts);
    try (InputStream in = Files.newInputStream(file)) {
      for (int part = 1; part <= parts; part++) {
        checksum.update(in.readNBytes(partSize));
        progress.pause(partTime);
        progress.say("Read part " + part + " of " + parts + ".");
      }
    }
    return job.parameter(CHECKSUM).equals("false")
        ? Map.of("parts", parts)
        : Map.of("parts", parts, "crc32", Long.toHexString(checksum.getValue()));
  }

  private static int parts(Job job) throws Abort {
    String given = job.parameter(PARTS);
    if (given.isEmpty()) {
      return USUAL_PARTS;
    }
    try {
      int parts = Integer.parseInt(given);
      if (parts >= 1 && parts <= MOST_PARTS) {
        return parts;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Abort("parts is " + given + ", not a whole number from 1 to " + MOST_PARTS);
  }
}
