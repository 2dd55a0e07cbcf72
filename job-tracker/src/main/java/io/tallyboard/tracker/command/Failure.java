package io.tallyboard.tracker.command;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import io.tallyboard.tracker.history.PastSource;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Ends a command with one sentence for a person, never with a stack trace. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int BAD_USAGE = CommandLine.ExitCode.USAGE;
  static final int COULD_NOT = 3;

  private final int code;

  private Failure(int code, String message) {
    super(message);
    this.code = code;
  }

  /** What was asked for makes no sense. */
  static Failure usage(String message) {
    return new Failure(BAD_USAGE, message);
  }

  /** Of whatever went wrong. */
  static Failure of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof Failure failure) {
      return failure;
    }
    if (cause instanceof PastSource.CannotImport) {
      return usage(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof MongoTimeoutException) {
      return new Failure(COULD_NOT, "The store cannot be reached.");
    }
    String text = cause instanceof MongoException ? "The store says: " : "It could not be done: ";
    return new Failure(COULD_NOT, text + firstLine(cause.getMessage(), cause));
  }

  private static String firstLine(@Nullable String message, Throwable cause) {
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  int code() {
    return code;
  }
}
