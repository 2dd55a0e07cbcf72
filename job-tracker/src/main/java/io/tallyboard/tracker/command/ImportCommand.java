package io.tallyboard.tracker.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.tracker.history.ImportReport;
import io.tallyboard.tracker.history.Importing.Order;
import io.tallyboard.tracker.history.PastSource;
import io.tallyboard.tracker.history.PastSource.Kind;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import}: takes over the history of a Clowder. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the extraction history of a Clowder 1 or 2, and folds it in.",
      "It goes on where the last import of the same source ended; nothing is taken twice.",
      "Exits with 0, or with 1 if documents were skipped."
    })
@RegisterForReflection
final class ImportCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private final @Nullable Work work;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URI",
      description = "The Clowder's mongodb:// URI, or a folder of <collection>.jsonl files.")
  private String from = "";

  @Option(names = "--database", paramLabel = "NAME", description = "Its database.")
  private String database = "";

  @Option(names = "--kind", description = "${COMPLETION-CANDIDATES}; found by itself unless given.")
  private @Nullable Kind kind;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "How this history is called here: always the same for the same Clowder.")
  private String source = "";

  @Option(
      names = "--before",
      paramLabel = "INSTANT",
      description = "Only what was stored before: when the board began to read Clowder's queue.")
  private @Nullable String before;

  @Option(names = "--again", description = "From the beginning, to take what was added since.")
  private boolean again;

  @Option(names = "--dry-run", description = "Count, and write nothing.")
  private boolean dryRun;

  ImportCommand(@Nullable Work work) {
    this.work = work;
  }

  @Override
  public Integer call() {
    Work with = Objects.requireNonNull(work, "work");
    CommandSpec by = Objects.requireNonNull(spec, "spec");
    PrintWriter out = by.commandLine().getOut();
    if (!source.matches(NAME)) {
      throw Failure.usage(
          "--source is a name of up to 64 letters, digits, dots, dashes and underscores.");
    }
    Order order = new Order(source, moment(before), again, dryRun);
    try (PastSource past = with.sources().open(from, database)) {
      Kind known = kind == null ? Work.done(past.kind()) : kind;
      long size = Work.done(past.size(known));
      ImportReport report;
      try (Progress progress = Progress.of("Importing", size, by.commandLine().getErr())) {
        report = Work.done(with.importing().run(past, known, order, progress::at));
      }
      report.lines(dryRun).forEach(out::println);
      return report.skipped() > 0 ? 1 : 0;
    }
  }

  private static @Nullable Instant moment(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Failure.usage("--before is a moment like 2026-11-21T18:00:00Z, not: " + text);
    }
  }
}
