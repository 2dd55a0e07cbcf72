package io.tallyboard.bench;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bson.Document;

/**
 * Makes records of other jobs from records that job-tracker itself wrote: with other ids, earlier
 * times and later places in another queue, and the same in all else. So nothing here needs to know what
 * a record is made of.
 *
 * @param job its id, which all its documents name
 * @param resource its resource's id, likewise
 * @param prefix of the queues that its updates came from
 */
record Clones(String job, String resource, String prefix, Document record, List<Document> updates) {
  static final String PREFIX = "stored";
  private static final String SEQ = "seq";

  /** A job and its updates. */
  record Copy(Document job, List<Document> updates) {}

  /**
   * The n-th copy.
   *
   * @param seqs what is added to each place
   * @param millis what each time is earlier by
   */
  Copy copy(SplittableRandom random, long seqs, long millis) {
    Change change =
        new Change(
            Run.earlier(job, millis, random),
            "%08x%016x".formatted(random.nextInt(), random.nextLong()),
            seqs,
            millis);
    List<Document> copies = new ArrayList<>(updates.size());
    for (Document update : updates) {
      Document copy = change.document(update);
      copy.put("_id", copy.get("queue") + ":" + copy.get(SEQ));
      copies.add(copy);
    }
    return new Copy(change.document(record), copies);
  }

  private final class Change {
    final String otherJob;
    final String otherResource;
    final long seqs;
    final long millis;

    Change(String otherJob, String otherResource, long seqs, long millis) {
      this.otherJob = otherJob;
      this.otherResource = otherResource;
      this.seqs = seqs;
      this.millis = millis;
    }

    Document document(Map<?, ?> from) {
      Document copy = new Document();
      from.forEach(
          (name, value) ->
              copy.put(
                  (String) name,
                  name.equals(SEQ) && value instanceof Number n
                      ? Long.valueOf(n.longValue() + seqs)
                      : value(value)));
      return copy;
    }

    private Object value(Object value) {
      if (value instanceof String text) {
        return text.replace(job, otherJob).replace(resource, otherResource).replace(prefix, PREFIX);
      } else if (value instanceof Date date) {
        return Date.from(date.toInstant().minusMillis(millis));
      } else if (value instanceof Map<?, ?> document) {
        return document(document);
      } else if (value instanceof List<?> list) {
        List<Object> copies = new ArrayList<>(list.size());
        list.forEach(item -> copies.add(value(item)));
        return copies;
      }
      return value;
    }
  }
}
