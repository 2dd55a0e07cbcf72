package io.tallyboard.local.extractor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Says the first line of a text; its beats are often late, when it is started so. */
public final class DemoDozes implements Work {
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.dozes",
          "1.0",
          "For show: nods off now and then, so that its beats are late.",
          List.of("text/x-dozes"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress) throws IOException {
    progress.say("Still awake.");
    return Map.of();
  }
}
