package io.tallyboard.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** What the measurements ask of the stored extractions, after the clock has stopped. */
record Extractions(MongoCollection<Document> collection) {
  private static final int SAMPLE = 500;

  int indexes() {
    return collection.listIndexes().into(new ArrayList<>()).size();
  }

  /** Of the first of each queue: that of a whole database would tell of what was there before. */
  long meanBytes(Queues queues) {
    long bytes = 0;
    long count = 0;
    for (String queue : queues.names()) {
      List<String> ids = new ArrayList<>();
      for (int seq = 0; seq < SAMPLE; seq++) {
        ids.add(queue + ":" + seq);
      }
      for (RawBsonDocument document :
          collection.withDocumentClass(RawBsonDocument.class).find(Filters.in("_id", ids))) {
        bytes += document.getByteBuffer().remaining();
        count++;
      }
    }
    return count == 0 ? 0 : bytes / count;
  }

  /** When the first of these queues was taken. */
  Instant firstReceivedAt(Queues queues) {
    Instant first = Instant.MAX;
    for (String queue : queues.names()) {
      Document document = collection.find(Filters.eq("_id", queue + ":0")).first();
      if (document != null && document.getDate("receivedAt").toInstant().isBefore(first)) {
        first = document.getDate("receivedAt").toInstant();
      }
    }
    return first;
  }

  /** Each of the queues is there from its first to its last, and nothing beyond it. */
  void assertCounts(Queues queues, Workload load) {
    int[] counts = load.counts();
    for (int q = 0; q < counts.length; q++) {
      String queue = queues.names().get(q);
      // Without an index by queue: the ids tell, and they are indexed.
      long stored =
          collection.countDocuments(
              Filters.and(Filters.gte("_id", queue + ":"), Filters.lt("_id", queue + ";")));
      if (stored != counts[q]) {
        throw new IllegalStateException(
            "%s: %d of %d updates are stored".formatted(queue, stored, counts[q]));
      }
    }
  }
}
