package io.tallyboard.local.extractor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Shows what retries and failures look like. The parameter {@code fail} decides; else a coin does. */
public final class DemoFailsHalfTheTime implements Work {
  public static final String FAIL = "fail";
  public static final String ALWAYS = "always";

  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.demo.fails-half-the-time",
          "1.0",
          "For show: fails every other time, and is tried again.",
          List.of("*/*"),
          Map.of(
              FAIL,
              Map.of(
                  "type",
                  "string",
                  "enum",
                  List.of("sometimes", ALWAYS, "never"),
                  "default",
                  "sometimes",
                  "description",
                  "When it fails; a job that fails is tried ten times more.")));

  private final RandomGenerator coin;

  public DemoFailsHalfTheTime(RandomGenerator coin) {
    this.coin = coin;
  }

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress) throws IOException {
    boolean fails =
        switch (job.parameter(FAIL)) {
          case ALWAYS -> true;
          case "never" -> false;
          default -> coin.nextBoolean();
        };
    if (fails) {
      throw new IOException("The coin came down on the wrong side.");
    }
    return Map.of("luck", "good");
  }
}
