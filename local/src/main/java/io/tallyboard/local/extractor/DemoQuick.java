package io.tallyboard.local.extractor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Done before anyone looks: the size of a file. */
public final class DemoQuick implements Work {
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.quick", "1.0", "For show: tells a file's size at once.", List.of("*/*"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress) throws IOException {
    return Map.of("size", Files.size(file));
  }
}
