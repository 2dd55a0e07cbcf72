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
  private static final int PARTS = 5;
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.slow",
          "1.0",
          "For show: reads a file in five slow parts, and tells how far it is.",
          List.of("*/*"));

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
      throws IOException, InterruptedException {
    CRC32 checksum = new CRC32();
    int partSize = (int) Math.max(1, (Files.size(file) + PARTS - 1) / PARTS);
    try (InputStream in = Files.newInputStream(file)) {
      for (int part = 1; part <= PARTS; part++) {
        checksum.update(in.readNBytes(partSize));
        progress.pause(partTime);
        progress.say("Read part " + part + " of " + PARTS + ".");
      }
    }
    return Map.of("crc32", Long.toHexString(checksum.getValue()));
  }
}
