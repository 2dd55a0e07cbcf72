package io.tallyboard.local.extractor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Begins, and is never done: whoever runs it ends it in the middle. */
public final class DemoGone implements Work {
  private static final Duration EVER = Duration.ofDays(1);
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.gone",
          "0.9",
          "For show: went away in the middle of a job.",
          List.of("image/*"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress)
      throws IOException, InterruptedException {
    progress.say("Reading the picture.");
    progress.pause(EVER);
    return Map.of();
  }
}
