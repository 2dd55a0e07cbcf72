package io.tallyboard.tracker.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.tracker.rebuild.Finding;
import io.tallyboard.tracker.rebuild.Rebuild;
import io.tallyboard.tracker.rebuild.Rebuild.Scope;
import io.tallyboard.tracker.rebuild.Rebuild.Summary;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebuild}: folds the log again, to mend records or to prove that nothing differs. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Folds the stored updates again, and mends every record that is not what they say.",
      "Exits with 0, or with 1 if --verify finds a difference."
    })
@RegisterForReflection
final class RebuildCommand implements Callable<Integer> {
  /** Of what was mended: all of it may have been gone. */
  private static final int SHOWN = 100;

  private final @Nullable Work work;

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private @Nullable Which which;

  @Option(names = "--verify", description = "Write nothing, and print each difference.")
  private boolean verify;

  /** One of these. */
  @RegisterForReflection
  static final class Which {
    @Option(
        names = "--job",
        paramLabel = "ID",
        description = "One job; an inferred one with all of its lane.")
    private @Nullable String job;

    @Option(
        names = "--since",
        paramLabel = "WHEN",
        description = "What heard anything since: 2026-11-21T18:00:00Z, or 30M, 12H, 7D.")
    private @Nullable String since;

    @Option(names = "--all", description = "Everything.")
    private boolean all;
  }

  RebuildCommand(@Nullable Work work) {
    this.work = work;
  }

  @Override
  public Integer call() {
    Work with = Objects.requireNonNull(work, "work");
    CommandSpec by = Objects.requireNonNull(spec, "spec");
    Scope scope = scope(Objects.requireNonNull(which, "which"), with.clock());
    PrintWriter out = by.commandLine().getOut();
    long size = scope instanceof Scope.All ? Work.done(with.rebuild().size()) : 0;
    Instant began = with.clock().instant();
    Summary summary;
    try (Progress progress = Progress.of("Folding updates", size, by.commandLine().getErr())) {
      summary = Work.done(with.rebuild().run(scope, verify, new Told(out, progress, verify)));
    }
    if (scope instanceof Scope.One one && summary.updates() == 0 && summary.findings() == 0) {
      throw Failure.usage("Neither an update nor a record has the id %s.".formatted(one.id()));
    }
    out.println(sentence(summary, Duration.between(began, with.clock().instant())));
    return verify && summary.findings() > 0 ? 1 : 0;
  }

  private String sentence(Summary s, Duration took) {
    return String.format(
        Locale.ROOT,
        "%s: %d jobs and %d lanes of %d updates in %.1f s, %s.",
        verify ? "verified" : "rebuilt",
        s.jobs(),
        s.lanes(),
        s.updates(),
        took.toMillis() / 1_000.0,
        s.findings() == 0 ? "nothing differs" : found(s.findings()));
  }

  private String found(long findings) {
    String records = findings == 1 ? "1 record " : findings + " records ";
    return records + (verify ? findings == 1 ? "differs" : "differ" : "mended");
  }

  private static Scope scope(Which which, Clock clock) {
    if (which.job != null) {
      return new Scope.One(which.job);
    }
    return which.since == null || which.all
        ? new Scope.All()
        : new Scope.Since(moment(which.since, clock.instant()));
  }

  static Instant moment(String text, Instant now) {
    try {
      return Character.isDigit(text.charAt(0)) && text.contains("T") && text.contains("-")
          ? Instant.parse(text)
          : now.minus(duration(text));
    } catch (DateTimeException | IndexOutOfBoundsException | ArithmeticException e) {
      throw Failure.usage(
          "Neither a moment (2026-11-21T18:00:00Z) nor a duration (30M, 12H, 7D): " + text);
    }
  }

  private static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.startsWith("P")) {
      return Duration.parse(upper);
    }
    return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
  }

  /** Prints what is found as it is found. */
  private static final class Told implements Rebuild.Listener {
    private final PrintWriter out;
    private final Progress progress;
    private final boolean verify;
    private long updates;
    private long findings;

    Told(PrintWriter out, Progress progress, boolean verify) {
      this.out = out;
      this.progress = progress;
      this.verify = verify;
    }

    @Override
    public void found(Finding finding) {
      findings++;
      if (verify) {
        out.println(finding.text());
      } else if (findings <= SHOWN) {
        out.println("mended: " + finding.text());
      } else if (findings == SHOWN + 1) {
        out.println("mended: and so on");
      }
    }

    @Override
    public void folded(long more) {
      updates += more;
      progress.at(updates);
    }
  }
}
