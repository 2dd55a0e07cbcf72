package io.tallyboard.tracker.command;

import io.smallrye.mutiny.Uni;
import io.tallyboard.tracker.history.Importing;
import io.tallyboard.tracker.history.PastSource;
import io.tallyboard.tracker.rebuild.Rebuild;
import io.tallyboard.tracker.retention.Retention;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/** What the commands run. */
@Singleton
record Work(
    Rebuild rebuild,
    Importing importing,
    PastSource.Opener sources,
    Retention retention,
    Clock clock) {

  /** Waits on the command's own thread, which has nothing else to do. */
  static <T> T done(Uni<T> work) {
    try {
      return work.subscribeAsCompletionStage().join();
    } catch (CompletionException e) {
      throw Failure.of(e);
    }
  }
}
