package io.tallyboard.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a stream of server-sent events, as a client does, for as long as it is open. */
public final class EventStream implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What the server sent. */
  public record Event(String name, String data) {}

  private final Consumer<Event> each;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Lines lines = new Lines();
  private final CompletableFuture<HttpResponse<Void>> answer;
  private volatile @Nullable String lastId;
  private volatile boolean ended;

  private EventStream(HttpRequest request, @Nullable Consumer<Event> each) {
    this.each = each == null ? events::add : each;
    this.answer = HTTP.sendAsync(request, BodyHandlers.fromLineSubscriber(lines));
    var unused = answer.whenComplete((done, failed) -> ended = true);
  }

  /** Keeps all that comes. */
  public static EventStream open(URI uri, String key, @Nullable String lastId) {
    return new EventStream(request(uri, key, lastId), null);
  }

  /**
   * Keeps nothing.
   *
   * @param each is called in order, by one thread at a time
   */
  public static EventStream open(
      URI uri, String key, @Nullable String lastId, Consumer<Event> each) {
    return new EventStream(request(uri, key, lastId), each);
  }

  private static HttpRequest request(URI uri, String key, @Nullable String lastId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("X-API-KEY", key).header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    return request.build();
  }

  /** All so far. */
  public List<Event> events() {
    return events;
  }

  /** The data of all events of this name so far. */
  public List<String> data(String name) {
    return events.stream().filter(e -> e.name().equals(name)).map(Event::data).toList();
  }

  /** Where it is, to come back to. */
  public @Nullable String lastId() {
    return lastId;
  }

  /** No more will come. */
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    lines.cancel();
    answer.cancel(true);
  }

  private final class Lines implements Flow.Subscriber<String> {
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;
    private String name = "message";
    private @Nullable String data;
    private @Nullable String id;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (cancelled) {
        given.cancel();
      }
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.isEmpty()) {
        if (data != null) {
          each.accept(new Event(name, data));
        }
        name = "message";
        data = null;
        lastId = id;
      }
    }

    void cancel() {
      cancelled = true;
      Flow.Subscription current = subscription;
      if (current != null) {
        current.cancel();
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended = true;
    }

    @Override
    public void onComplete() {
      ended = true;
    }
  }
}
