package io.tallyboard.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client that follows all jobs, and notes when each update of each could first be seen: a job's event
 * shows all updates up to its number of them.
 */
final class Follower implements AutoCloseable, Flow.Subscriber<String> {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, long[]> seen = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> hello = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private volatile int resets;
  private volatile int events;

  static HttpRequest request(URI api, String query, String key) {
    return HttpRequest.newBuilder(api.resolve("v1/stream?" + query))
        .header("X-API-KEY", key)
        .build();
  }

  /** Returns when the stream has begun. */
  static Follower follow(URI api, String key) {
    Follower follower = new Follower();
    var unused =
        follower
            .http
            .sendAsync(request(api, "kinds=job", key), BodyHandlers.fromLineSubscriber(follower))
            .whenComplete(
                (answer, failed) ->
                    follower.hello.completeExceptionally(
                        new IllegalStateException("the stream ended", failed)));
    follower.hello.join();
    return follower;
  }

  /** When an update could be seen, by the clock of {@code nanoTime}; 0 if it could not yet. */
  long seenAt(String jobId, int update) {
    long[] times = seen.get(jobId);
    return times == null ? 0 : times[update];
  }

  int events() {
    return events;
  }

  int resets() {
    return resets;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread at a time
  public void onNext(String line) {
    if (line.startsWith("event: hello")) {
      hello.complete(null);
    } else if (line.startsWith("event: reset")) {
      resets++;
    } else if (line.startsWith("data: {\"id\":\"")) {
      events++;
      note(line, System.nanoTime());
    }
  }

  private void note(String line, long now) {
    String id = line.substring(13, line.indexOf('"', 13));
    int at = line.indexOf("\"updates\":") + 10;
    int updates = Integer.parseInt(line.substring(at, line.indexOf(',', at)));
    long[] times = seen.computeIfAbsent(id, any -> new long[Course.UPDATES + 1]);
    for (int n = Math.min(updates, Course.UPDATES); n > 0 && times[n] == 0; n--) {
      times[n] = now;
    }
  }

  @Override
  public void onError(Throwable failure) {
    System.err.println("The stream broke: " + failure.getMessage());
  }

  @Override
  public void onComplete() {
    System.err.println("The stream ended.");
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
