package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;

/** Somebody else always comes first: more than this is a fault, and the batch is tried again. */
final class Conflicts {
  private static final int MAX = 20;

  private Conflicts() {}

  static Uni<Void> again(int conflicts) {
    return conflicts < MAX
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new IllegalStateException("records change too fast to fold"));
  }
}
