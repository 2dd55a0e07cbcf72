package io.tallyboard.bench.queries;

import com.mongodb.client.MongoDatabase;
import io.tallyboard.bench.queries.Clients.Took;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks everything in both ways, in turns, on one board. */
public final class QueryRun {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final List<Integer> CLIENTS = List.of(1, 32);

  private final Board board;
  private final MongoDatabase database;

  public QueryRun(long jobs, MongoDatabase database) {
    this.board =
        new Board(jobs, java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    this.database = database;
  }

  /**
   * One question at one number of clients.
   *
   * @param service over HTTP
   * @param bare by the plain driver
   */
  public record Answer(String question, int clients, Took service, Took bare) {
    public double ratio() {
      return service.p99() / bare.p99();
    }
  }

  public void fill() throws Exception {
    new Filling(board, database).fill();
  }

  /** Each is told as soon as it is known. */
  public List<Answer> ask(URI service, String key, Consumer<Answer> told) throws Exception {
    List<Answer> answers = new ArrayList<>();
    List<Question<?>> questions = new Questions(board).all();
    for (Question<?> question : questions) {
      http(question, 4, WARM_UP, service, key);
    }
    for (Question<?> question : questions) {
      for (int clients : CLIENTS) {
        http(question, clients, WARM_UP, service, key);
        bare(question, clients, WARM_UP);
        Took bare = bare(question, clients, TIME);
        Took took = http(question, clients, TIME, service, key);
        Answer answer = new Answer(question.name(), clients, took, bare);
        told.accept(answer);
        answers.add(answer);
      }
    }
    return answers;
  }

  private static Took http(
      Question<?> question, int clients, Duration time, URI service, String key) throws Exception {
    List<Http> opened = java.util.Collections.synchronizedList(new ArrayList<>());
    try {
      return Clients.ask(
          clients,
          time,
          () -> {
            Http http = new Http(service, key);
            opened.add(http);
            return random -> question.overHttp(http, random);
          });
    } finally {
      for (Http http : opened) {
        http.close();
      }
    }
  }

  private Took bare(Question<?> question, int clients, Duration time) throws Exception {
    return Clients.ask(clients, time, () -> random -> 1 + question.bare(database, random));
  }

  /** As lines of a table. */
  public static List<String> table(List<Answer> answers) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-38s %7s   %27s   %27s   %s"
            .formatted(
                "",
                "clients",
                "service ms p50  p99     /s",
                "bare ms p50  p99     /s",
                "p99 ratio"));
    for (Answer a : answers) {
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "%-38s %7d   %10.2f %7.2f %8.0f   %10.2f %7.2f %8.0f   %5.2f%s",
              a.question(),
              a.clients(),
              a.service().p50(),
              a.service().p99(),
              a.service().perSecond(),
              a.bare().p50(),
              a.bare().p99(),
              a.bare().perSecond(),
              a.ratio(),
              a.ratio() <= 2 ? "" : "  above 2"));
    }
    return lines;
  }
}
