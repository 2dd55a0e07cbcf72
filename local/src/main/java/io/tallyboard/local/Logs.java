package io.tallyboard.local;

import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the libraries in this process have to say goes to a file: the terminal is for people. */
final class Logs {
  private Logs() {}

  /** Nothing at all, until there is a file. */
  static void silence() {
    Logger root = LogManager.getLogManager().getLogger("");
    Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.WARNING);
  }

  static void toFile(Path file) throws Trouble {
    try {
      Handler handler = new FileHandler(file.toString(), true);
      handler.setFormatter(new SimpleFormatter());
      LogManager.getLogManager().getLogger("").addHandler(handler);
    } catch (IOException e) {
      throw new Trouble("The log " + file + " cannot be written.", e);
    }
  }
}
