package io.tallyboard.local;

import io.tallyboard.local.client.Board;
import io.tallyboard.local.client.Follower;
import io.tallyboard.local.client.Registered;
import io.tallyboard.local.client.ResultTable;
import io.tallyboard.local.client.Submitter;
import io.tallyboard.local.client.Tracked;
import io.tallyboard.local.extractor.StopSignal;
import io.tallyboard.local.process.BrokerChoice;
import io.tallyboard.local.process.Home;
import io.tallyboard.local.process.Ports;
import io.tallyboard.local.process.StoreChoice;
import io.tallyboard.local.process.Suite;
import io.tallyboard.local.process.Trouble;
import io.tallyboard.local.process.WorkFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command: starts everything, sends the files, tells how it went, and stays until it is
 * stopped. {@link #close} may be called from any thread, and ends what was started, last first.
 */
final class LocalRun implements AutoCloseable {
  static final int WELL = 0;
  static final int A_JOB_FAILED = 1;
  static final int TROUBLE = 2;
  private static final int STOPPED = 130;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Options options;
  private final PrintStream out;
  private final StopSignal stop = new StopSignal();
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  LocalRun(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs to the end, or until {@link #close}.
   *
   * @return the exit code
   */
  int run() throws Trouble {
    try {
      return runUntilStopped();
    } catch (InterruptedException e) {
      return STOPPED;
    } catch (Trouble e) {
      if (stop.isGiven()) {
        return STOPPED;
      }
      throw e;
    }
  }

  private int runUntilStopped() throws Trouble, InterruptedException {
    Home home = Home.ofThisProgram();
    List<Path> files = options.files().isEmpty() ? home.ownFiles() : options.files();
    int port = Ports.claim(options.port());
    Suite.expectBuilt(home);
    long begin = System.nanoTime();

    WorkFolder folder = started(WorkFolder.open(options.data()));
    try {
      Logs.toFile(folder.log("local"));
      BrokerChoice broker = started(broker());
      StoreChoice store = started(store(folder));
      String key = newKey();
      out.println("Starting three services; their logs are in " + folder.logs());
      Suite suite = started(Suite.start(home, folder, broker, store, port, key));
      suite.awaitReady(stop);
      Cast cast = started(Cast.start(broker, options.demo()));

      Board board = new Board(suite.url(), key);
      Registered registered = Registered.await(board, cast.instances(), stop);
      out.printf(
          "Ready after %d s. Extractors: %s%n",
          (System.nanoTime() - begin) / 1_000_000_000, String.join(", ", registered.names()));
      Demo demo = options.demo() ? started(Demo.begin(broker, board)) : null;
      Submitter submitter =
          demo == null ? new Submitter(board, registered) : demo.submitter(registered);
      List<Tracked> jobs = work(board, submitter, files, broker, demo);
      if (!options.exit()) {
        if (demo != null) {
          demo.stay(submitter, new Follower(board, out, PATIENCE), stop);
        }
        out.println();
        out.println("Browse:  " + suite.url() + "ui/sign-in#" + key);
        out.println("API key: " + key);
        out.println("Ctrl-C stops everything that was started.");
        out.flush();
        stop.await(Duration.ofMillis(Long.MAX_VALUE));
      }
      return outcome(jobs);
    } catch (Trouble e) {
      folder.keep();
      throw e;
    }
  }

  private List<Tracked> work(
      Board board, Submitter submitter, List<Path> files, BrokerChoice broker, @Nullable Demo demo)
      throws Trouble, InterruptedException {
    for (int i = 0; i < files.size(); i++) {
      submitter.submit(files.get(i), demo != null && i == 0 ? demo.extras() : List.of());
    }
    if (demo != null) {
      PastUpdates.publish(broker, submitter.fileIds().subList(0, 1));
    }
    List<Tracked> jobs = submitter.jobs();
    out.println("Sent " + count(files.size(), "file") + ", " + count(jobs.size(), "job") + ".");
    new Follower(board, out, PATIENCE).follow(jobs, stop);
    out.println();
    ResultTable.print(jobs, out);
    return jobs;
  }

  private static int outcome(List<Tracked> jobs) throws Trouble {
    long unfinished = jobs.stream().filter(job -> !job.finished()).count();
    if (unfinished > 0) {
      throw new Trouble(
          "Nothing was heard of "
              + count(unfinished, "job")
              + " for "
              + PATIENCE.toMinutes()
              + " minutes.");
    }
    return jobs.stream().allMatch(Tracked::well) ? WELL : A_JOB_FAILED;
  }

  private BrokerChoice broker() throws Trouble {
    return options.broker() == null ? BrokerChoice.embedded() : BrokerChoice.at(options.broker());
  }

  private StoreChoice store(WorkFolder folder) throws Trouble {
    if (options.mongo() != null) {
      return StoreChoice.at(options.mongo());
    }
    return StoreChoice.embedded(options.data() == null ? null : folder.store());
  }

  private static String newKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** Remembers what must be ended; ends it at once if we were stopped in the meantime. */
  private <T extends AutoCloseable> T started(T thing) throws InterruptedException {
    synchronized (started) {
      started.push(thing);
    }
    if (stop.isGiven()) {
      close();
      throw new InterruptedException("stopping");
    }
    return thing;
  }

  @Override
  public void close() {
    stop.give();
    synchronized (started) {
      while (!started.isEmpty()) {
        try {
          started.pop().close();
        } catch (Exception e) {
          // The others must be ended all the same.
          System.err.println("While stopping: " + e.getMessage());
        }
      }
    }
  }
}
