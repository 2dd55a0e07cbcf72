package io.tallyboard.tracker.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.contract.JobState;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retention}: counts or removes what is finished and old, by the configured ages. */
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description =
        "Removes jobs that are finished and old, by tallyboard.tracker.retention.<state>.")
@RegisterForReflection
final class RetentionCommand implements Callable<Integer> {
  private final @Nullable Work work;

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private @Nullable What what;

  /** One of these. */
  @RegisterForReflection
  static final class What {
    @Option(names = "--dry-run", description = "Count what would go, and remove nothing.")
    private boolean dryRun;

    @Option(names = "--run-now", description = "Remove it now, rather than little by little.")
    private boolean runNow;
  }

  RetentionCommand(@Nullable Work work) {
    this.work = work;
  }

  @Override
  public Integer call() {
    Work with = Objects.requireNonNull(work, "work");
    PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
    What asked = Objects.requireNonNull(what, "what");
    boolean runNow = asked.runNow && !asked.dryRun;
    if (!with.retention().configured()) {
      out.println("No state has an age (tallyboard.tracker.retention.<state>): nothing is due.");
    }
    Instant now = with.clock().instant();
    Map<JobState, Long> counts =
        Work.done(runNow ? with.retention().run(now) : with.retention().count(now));
    counts.forEach((state, count) -> out.printf("%-10s %d%n", state, count));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    out.printf(runNow ? "%d jobs removed.%n" : "%d jobs would be removed.%n", all);
    return 0;
  }
}
