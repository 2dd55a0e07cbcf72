package io.tallyboard.api.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.concurrent.Callable;

/** Calls of the broker's client that wait for an answer. */
final class Blocking {
  private Blocking() {}

  /** On a thread that may wait. */
  static <T> Uni<T> call(Callable<T> call) {
    return Uni.createFrom()
        .<T>emitter(
            emitter -> {
              try {
                emitter.complete(call.call());
              } catch (Exception e) {
                emitter.fail(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
