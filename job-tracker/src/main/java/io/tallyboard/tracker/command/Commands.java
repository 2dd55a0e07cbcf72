package io.tallyboard.tracker.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: {@code rebuild}, {@code import} and {@code retention}. */
@ApplicationScoped
public class Commands {
  private final Work work;

  Commands(Work work) {
    this.work = work;
  }

  /**
   * Answers what needs no store: a call for help, and a call that makes no sense.
   *
   * @return the exit code; empty where there is work to do
   */
  public static OptionalInt answerAtOnce(String... args) {
    CommandLine line = line(null, stdout(), stderr());
    try {
      ParseResult parsed = line.parseArgs(args);
      Integer helped = CommandLine.executeHelpRequest(parsed);
      if (helped != null) {
        return OptionalInt.of(helped);
      }
      return parsed.hasSubcommand()
          ? OptionalInt.empty()
          : OptionalInt.of(line.getCommandSpec().commandLine().execute("--help"));
    } catch (ParameterException e) {
      return OptionalInt.of(unusable(e));
    }
  }

  /** Runs one command; its exit code. */
  public int run(String... args) {
    return run(stdout(), stderr(), args);
  }

  int run(PrintWriter out, PrintWriter err, String... args) {
    int code = line(work, out, err).execute(args);
    out.flush();
    err.flush();
    return code;
  }

  private static CommandLine line(@Nullable Work work, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Tracker())
        .addSubcommand(new RebuildCommand(work))
        .addSubcommand(new ImportCommand(work))
        .addSubcommand(new RetentionCommand(work))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, args) -> unusable(e))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              Failure failure = Failure.of(e);
              err.println(failure.getMessage());
              return failure.code();
            });
  }

  private static int unusable(ParameterException e) {
    e.getCommandLine().getErr().println(e.getMessage());
    e.getCommandLine().getErr().flush();
    return Failure.BAD_USAGE;
  }

  private static PrintWriter stdout() {
    return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  }

  private static PrintWriter stderr() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  /** What the commands are part of. */
  @CommandLine.Command(
      name = "tracker",
      mixinStandardHelpOptions = true,
      description = "Without a command: the service. With one, that, beside the service.",
      synopsisSubcommandLabel = "COMMAND")
  @RegisterForReflection
  static final class Tracker {}
}
