package io.tallyboard.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** The job records, every one of which is compared with what its course says. */
record Records(MongoCollection<Document> jobs) {
  private static final int AT_ONCE = 1_000;

  void assertAll(Workload load) {
    for (int from = 0; from < load.jobs(); from += AT_ONCE) {
      Map<String, Run> expected = new HashMap<>();
      for (int n = from; n < Math.min(from + AT_ONCE, load.jobs()); n++) {
        Run run = load.run(n);
        expected.put(run.jobId(), run);
      }
      List<String> wrong = new ArrayList<>();
      for (Document job :
          jobs.find(Filters.in("_id", expected.keySet()))
              .projection(Projections.include("state", "attempts.number", "updates"))) {
        Run run = expected.remove(job.getString("_id"));
        if (run != null && !summary(job).equals(summary(run.course()))) {
          wrong.add(
              "%s is %s and should be %s"
                  .formatted(run.jobId(), summary(job), summary(run.course())));
        }
      }
      expected.keySet().forEach(id -> wrong.add(id + " has no record"));
      if (!wrong.isEmpty()) {
        throw new IllegalStateException(
            "%d of %d records are wrong; the first: %s"
                .formatted(wrong.size(), AT_ONCE, wrong.get(0)));
      }
    }
  }

  private static String summary(Document job) {
    return "%s after %d attempts, %s updates"
        .formatted(
            job.getString("state"),
            job.getList("attempts", Document.class).size(),
            job.get("updates"));
  }

  private static String summary(Course course) {
    return "%s after %d attempts, %s updates"
        .formatted(course.state, course.attempts, Course.UPDATES);
  }
}
