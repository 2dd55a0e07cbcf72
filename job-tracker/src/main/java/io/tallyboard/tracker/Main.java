package io.tallyboard.tracker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tallyboard.tracker.command.Commands;
import java.util.Map;
import java.util.OptionalInt;

/** Without arguments the service; with them one command, in a process of its own beside it. */
@QuarkusMain
public class Main implements QuarkusApplication {

  /** Of a command: no port, no queue, and nothing but its own report on standard output. */
  private static final Map<String, String> BESIDE_THE_SERVICE =
      Map.of(
          "quarkus.http.host-enabled", "false",
          "quarkus.banner.enabled", "false",
          "quarkus.log.console.stderr", "true",
          "quarkus.log.level", "ERROR");

  private final Commands commands;

  Main(Commands commands) {
    this.commands = commands;
  }

  public static void main(String... args) {
    if (args.length > 0) {
      OptionalInt answered = Commands.answerAtOnce(args);
      if (answered.isPresent()) {
        System.exit(answered.getAsInt());
      }
      BESIDE_THE_SERVICE.forEach(
          (key, value) -> {
            if (System.getProperty(key) == null) {
              System.setProperty(key, value);
            }
          });
    }
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) {
    if (args.length == 0) {
      Quarkus.waitForExit();
      return 0;
    }
    return commands.run(args);
  }
}
