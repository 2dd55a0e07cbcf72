package io.tallyboard.tracker.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command that was run as a person would run it. */
public record Ran(int code, List<String> out, List<String> err) {

  public static Ran of(Commands commands, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = commands.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Ran(code, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
