package io.tallyboard.bench.queries;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.tallyboard.contract.store.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.bson.Document;

/** Stores a board's records, in no order: their indexes are made after that. */
final class Filling {
  private static final int BATCH = 5_000;
  private static final int THREADS = 3;
  private static final int EVENTS_OF_A_BUSY_JOB = 5;

  private final Board board;
  private final MongoDatabase database;

  Filling(Board board, MongoDatabase database) {
    this.board = board;
    this.database = database;
  }

  void fill() throws Exception {
    many(Collections.JOBS, board.jobs(), board::job);
    many(Collections.JOBS, Board.BUSY_JOBS, n -> board.busyJob((int) n));
    database.getCollection(Collections.JOBS).insertOne(board.loggedJob());
    many(
        Collections.EXTRACTIONS,
        Board.LOG_LINES,
        n -> board.update(Board.LOGGED_JOB, "logged-file", n, (int) n, Board.LOG_LINES));
    many(
        Collections.EXTRACTIONS,
        (long) Board.BUSY_JOBS * EVENTS_OF_A_BUSY_JOB,
        n ->
            board.update(
                "busy-%06d".formatted(n / EVENTS_OF_A_BUSY_JOB),
                Board.BUSY_FILE,
                Board.LOG_LINES + n,
                (int) (n % EVENTS_OF_A_BUSY_JOB),
                EVENTS_OF_A_BUSY_JOB));
  }

  private void many(String name, long count, LongFunction<Document> make) throws Exception {
    MongoCollection<Document> collection = database.getCollection(name);
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int worker = 0; worker < THREADS; worker++) {
        long first = (long) worker * BATCH;
        shares.add(
            workers.submit(
                () -> {
                  for (long from = first; from < count; from += (long) BATCH * THREADS) {
                    List<Document> batch = new ArrayList<>(BATCH);
                    for (long n = from; n < Math.min(count, from + BATCH); n++) {
                      batch.add(make.apply(n));
                    }
                    collection.insertMany(batch, new InsertManyOptions().ordered(false));
                  }
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
    } finally {
      workers.shutdownNow();
    }
  }
}
