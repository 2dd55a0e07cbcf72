package io.tallyboard.local;

import io.tallyboard.local.process.Trouble;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tallyboard [FILES...]}. */
@Command(
    name = "tallyboard",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = {
      "Runs Tallyboard on this machine: broker and store in this process, the three services beside"
          + " it, and sample extractors. Sends FILES to every extractor that works on their type,"
          + " shows what happens, and stays for a browser until Ctrl-C."
    },
    footer = {
      "",
      "Exit codes: 0 all jobs went well, 1 a job failed, 2 it could not run (or was called wrongly).",
      "The embedded broker keeps its messages in memory, also with --data: jobs that were not done"
          + " when it stopped are not resumed.",
      "Only this machine can reach it: everything listens on loopback."
    })
public final class Main implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "FILES",
      description = "Default: some of Tallyboard's own.")
  private List<Path> files = List.of();

  @Option(names = "--exit", description = "Stop when the jobs are done.")
  private boolean exit;

  @Option(
      names = "--broker",
      paramLabel = "amqp://...",
      description = "A real RabbitMQ (3.10 or later) instead of the embedded broker.")
  private @Nullable String broker;

  @Option(
      names = "--mongo",
      paramLabel = "mongodb://...",
      description = "A real MongoDB instead of the embedded store.")
  private @Nullable String mongo;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the embedded store and the logs there. Default: gone at the end.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the API and the pages; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--demo",
      description =
          "Also slow, failing, concurrent and past runs, so that there is something to see. One job"
              + " fails for good.")
  private boolean demo;

  private final PrintStream out;

  Main(PrintStream out) {
    this.out = out;
  }

  /** Ends the JVM with one of the exit codes. */
  public static void main(String[] args) {
    // Names of files and messages of extractors are shown in the terminal's own encoding.
    PrintStream out = new PrintStream(System.out, true, Charset.defaultCharset());
    System.exit(execute(out, System.err, args));
  }

  static int execute(PrintStream out, PrintStream err, String... args) {
    Logs.silence();
    CommandLine command = new CommandLine(new Main(out));
    command.setParameterExceptionHandler(
        (e, arguments) -> {
          err.println("tallyboard: " + e.getMessage() + ". See ./tallyboard --help");
          return LocalRun.TROUBLE;
        });
    command.setExecutionExceptionHandler(
        (e, line, result) -> {
          err.println("tallyboard: " + sentence(e));
          return LocalRun.TROUBLE;
        });
    return command.execute(args);
  }

  private static String sentence(Exception e) {
    if (e instanceof Trouble) {
      return String.valueOf(e.getMessage());
    }
    // Not foreseen: its trace is for the log, if there is one by now.
    Logger.getLogger(Main.class.getName()).log(Level.SEVERE, "not foreseen", e);
    return "Something went wrong that was not foreseen: " + e;
  }

  @Override
  public Integer call() throws Trouble {
    for (Path file : files) {
      expectReadable(file);
    }
    Options options = new Options(files, exit, broker, mongo, data, port, demo);
    try (LocalRun run = new LocalRun(options, out)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop"));
      return run.run();
    }
  }

  private static void expectReadable(Path file) throws Trouble {
    if (Files.isDirectory(file)) {
      throw new Trouble(file + " is a folder: name the files in it.");
    }
    if (!Files.exists(file)) {
      throw new Trouble("There is no file " + file + ".");
    }
    if (!Files.isReadable(file)) {
      throw new Trouble("The file " + file + " cannot be read.");
    }
  }

  /** As the jar's manifest tells it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      @Nullable String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Tallyboard " + (version == null ? "(not packaged)" : version)};
    }
  }
}
