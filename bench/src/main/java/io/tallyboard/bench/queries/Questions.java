package io.tallyboard.bench.queries;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import io.tallyboard.contract.store.Collections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** All that is asked of a board. */
final class Questions {
  private static final int PAGE = 51;
  private static final int TAB = 101;
  private static final int TAIL = 200;
  private static final int COUNTED = 10_000;
  private static final long WINDOW = 20_000;
  private static final Bson NEWEST = Sorts.descending("createdAt", "_id");
  private static final String JOBS = "/v1/jobs?";

  private final Board board;

  Questions(Board board) {
    this.board = board;
  }

  List<Question<?>> all() {
    return List.of(
        list("the newest", r -> 0L, n -> JOBS, n -> new Document()),
        list(
            "a page deep in the list",
            r -> Math.floorMod(r.nextLong(), board.jobs()),
            n -> JOBS + "cursor=" + cursor(n),
            n -> lt("createdAt", board.createdAt(n))),
        list(
            "of an extractor",
            r -> (long) r.nextInt(Board.EXTRACTORS),
            n -> JOBS + "extractor=" + Board.extractor(n),
            n -> eq("extractor", Board.extractor(n))),
        list(
            "in any of three states",
            r -> 0L,
            n -> JOBS + "state=ERROR,LOST,SKIPPED",
            n -> in("state", "ERROR", "LOST", "SKIPPED")),
        list(
            "of a user",
            r -> (long) r.nextInt(Board.USERS),
            n -> JOBS + "user=" + Board.user(n),
            n -> eq("request.user.id", Board.user(n))),
        list(
            "of a file",
            r -> Math.floorMod(r.nextLong(), board.jobs()) / Board.JOBS_OF_A_FILE,
            n -> JOBS + "resource=file/" + Board.file(n),
            n -> and(eq("resource.id", Board.file(n)), in("resource.type", "file", "unknown"))),
        list(
            "of an extractor, in a state",
            r -> (long) r.nextInt(Board.EXTRACTORS),
            n -> JOBS + "state=ERROR&extractor=" + Board.extractor(n),
            n -> and(eq("extractor", Board.extractor(n)), eq("state", "ERROR"))),
        list(
            "of a dataset",
            r -> Math.floorMod(r.nextLong(), board.jobs()) / Board.DATASETS_OF,
            n -> JOBS + "dataset=" + Board.dataset(n),
            n -> eq("request.dataset", Board.dataset(n))),
        list(
            "the longest",
            r -> 0L,
            n -> JOBS + "sort=-elapsed",
            n -> gte("running.millis", 0L),
            Sorts.descending("running.millis", "_id")),
        list(
            "the longest of an extractor",
            r -> (long) r.nextInt(Board.EXTRACTORS),
            n -> JOBS + "sort=-elapsed&extractor=" + Board.extractor(n),
            n -> and(eq("extractor", Board.extractor(n)), gte("running.millis", 0L)),
            Sorts.descending("running.millis", "_id")),
        list(
            "by a text in 1 % of the messages",
            r -> 0L, n -> JOBS + "text=no%20space%20left", n -> saying("no space left")),
        list(
            "by a text that no message has",
            r -> 0L,
            n -> JOBS + "text=never%20said",
            n ->
                and(
                    gte("createdAt", board.createdAt(board.jobs() - WINDOW + Board.BUSY_JOBS)),
                    saying("never said"))),
        facets(),
        tab(),
        tail());
  }

  private static Question<Long> list(
      String name,
      Function<Random, Long> subject,
      Function<Long, String> path,
      Function<Long, Bson> filter) {
    return list(name, subject, path, filter, NEWEST);
  }

  private static Question<Long> list(
      String name,
      Function<Random, Long> subject,
      Function<Long, String> path,
      Function<Long, Bson> filter,
      Bson sort) {
    return new Question<>(
        name,
        subject,
        path,
        (database, n) ->
            count(
                database
                    .getCollection(Collections.JOBS, RawBsonDocument.class)
                    .find(filter.apply(n))
                    .sort(sort)
                    .limit(PAGE)));
  }

  /** As the service writes it; it is measured, and so may be known. */
  private String cursor(long n) {
    String place = "-createdAt " + board.createdAt(n).toEpochMilli() + " " + Board.id(n);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Bson saying(String text) {
    Pattern part = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    return or(regex("lastMessage", part), regex("attempts.message", part));
  }

  private static Question<Long> facets() {
    Document by =
        new Document("state", "$state")
            .append("extractor", "$extractor")
            .append("user", "$request.user.id");
    List<Bson> pipeline =
        List.of(
            Aggregates.sort(NEWEST),
            Aggregates.limit(COUNTED),
            Aggregates.group(by, Accumulators.sum("count", 1)));
    return new Question<>(
        "counted by state, extractor and user",
        r -> 0L,
        n -> "/v1/jobs/counts?by=state,extractor,user",
        (database, n) ->
            count(
                database
                    .getCollection(Collections.JOBS, RawBsonDocument.class)
                    .aggregate(pipeline)));
  }

  /** Its jobs, and their events in one more find. */
  private static Question<Long> tab() {
    return new Question<>(
        "the tab of a file with 2,000 jobs",
        r -> 0L,
        n -> "/v1/resources/file/" + Board.BUSY_FILE + "/extractions",
        (database, n) -> {
          List<RawBsonDocument> jobs = new ArrayList<>();
          database
              .getCollection(Collections.JOBS, RawBsonDocument.class)
              .find(eq("resource.id", Board.BUSY_FILE))
              .sort(NEWEST)
              .limit(TAB)
              .into(jobs);
          List<String> keys = jobs.stream().map(j -> j.getString("_id").getValue()).toList();
          return count(
              database
                  .getCollection(Collections.EXTRACTIONS, RawBsonDocument.class)
                  .find(in("key", keys)));
        });
  }

  private static Question<Long> tail() {
    return new Question<>(
        "the end of a log of 100,000 lines",
        r -> 0L,
        n -> "/v1/jobs/" + Board.LOGGED_JOB + "/events?tail=" + TAIL,
        (database, n) ->
            count(
                database
                    .getCollection(Collections.EXTRACTIONS, RawBsonDocument.class)
                    .find(eq("key", Board.LOGGED_JOB))
                    .sort(Sorts.descending("receivedAt", "queue", "seq"))
                    .limit(TAIL)));
  }

  private static int count(MongoIterable<RawBsonDocument> found) {
    return found.into(new ArrayList<>()).size();
  }
}
