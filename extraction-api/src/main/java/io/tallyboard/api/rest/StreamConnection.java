package io.tallyboard.api.rest;

import io.tallyboard.api.live.Follower;
import io.tallyboard.api.live.Sink;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes a follower's events to its connection, one piece at a time: the next is taken when the socket
 * has taken the one before, so that what a slow reader does not read stays with the follower, which
 * knows how to give it up.
 */
final class StreamConnection implements Sink {
  private static final int PIECE = 64 << 10;

  private final HttpServerResponse response;
  private final Context context;
  private final InstantSource clock;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile State state;
  private @Nullable Follower follower;
  private boolean over;

  StreamConnection(HttpServerResponse response, Context context, InstantSource clock) {
    this.response = response;
    this.context = context;
    this.clock = clock;
    this.state = new State(false, clock.instant());
  }

  /** From now on the follower's events are written. */
  void open(Follower from) {
    context.runOnContext(
        now -> {
          follower = from;
          response
              .setChunked(true)
              .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
              .putHeader("Content-Encoding", "identity")
              .putHeader("Cache-Control", "no-store")
              .putHeader("X-Accel-Buffering", "no");
          pump();
        });
  }

  @Override
  public void wake() {
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(
          now -> {
            woken.set(false);
            pump();
          });
    }
  }

  private void pump() {
    if (follower == null || over || state.writing()) {
      return;
    }
    byte[] next = follower.take(PIECE);
    if (next.length > 0) {
      state = new State(true, clock.instant());
      response.write(Buffer.buffer(next)).onComplete(this::written);
    } else if (follower.isEnding()) {
      over = true;
      response.end().onComplete(done -> response.reset());
    }
  }

  private void written(AsyncResult<Void> done) {
    state = new State(false, clock.instant());
    if (done.failed()) {
      cut();
    } else {
      pump();
    }
  }

  @Override
  public void cut() {
    context.runOnContext(
        now -> {
          over = true;
          response.reset();
        });
  }

  @Override
  public State state() {
    return state;
  }
}
