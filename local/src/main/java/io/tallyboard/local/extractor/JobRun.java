package io.tallyboard.local.extractor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of one job, from its first status update to its ack. */
final class JobRun {
  static final int MAX_RETRIES = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Work work;
  private final Host host;
  private final Replies replies;
  private final StopSignal stop;

  JobRun(Work work, Host host, Replies replies, StopSignal stop) {
    this.work = work;
    this.host = host;
    this.replies = replies;
    this.stop = stop;
  }

  /**
   * Ends with an ack, whatever became of the job; without one only if this extractor is stopping or
   * the broker is gone, so that another instance gets it.
   */
  void run(Delivery delivery) throws IOException, InterruptedException {
    Job job = read(delivery);
    if (job == null) {
      replies.giveUp();
      replies.ack();
      return;
    }
    replies.tell(job, Status.START, "Started processing.");
    try {
      if (job.onDataset() || job.host().isEmpty()) {
        throw new Abort(job.onDataset() ? "works on files only" : "the job names no host");
      }
      if (work.wants(job)) {
        process(job);
      } else {
        replies.tell(job, Status.SKIP, "Skipped in check_message");
      }
      replies.tell(job, Status.DONE, "Done processing.");
      replies.ack();
    } catch (Abort e) {
      fail(job, "Aborting message: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      // A refused connection, for one, has no message.
      retryOrFail(job, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  private void process(Job job) throws IOException, InterruptedException, Abort {
    host.askForMetadata(job);
    Path file = Files.createTempFile("tallyboard-", ".download");
    try {
      replies.tell(job, Status.PROCESSING, "Downloading file.");
      host.download(job, file);
      Map<String, Object> metadata = work.process(file, job, progress(job));
      replies.tell(job, Status.PROCESSING, "Uploading file metadata.");
      host.postMetadata(job, work.description(), metadata);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void retryOrFail(Job job, String reason) throws IOException {
    int next = job.retryCount() + 1;
    if (next > MAX_RETRIES) {
      fail(job, reason);
      return;
    }
    replies.tell(job, Status.RETRY, "(#" + next + ") " + reason);
    replies.sendAgain(job, next);
    replies.ack();
  }

  private void fail(Job job, String reason) throws IOException {
    replies.tell(job, Status.ERROR, reason);
    replies.giveUp();
    replies.ack();
  }

  private Progress progress(Job job) {
    return new Progress() {
      @Override
      public void say(String message) throws IOException {
        replies.tell(job, Status.PROCESSING, message);
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        if (stop.await(duration)) {
          throw new InterruptedException("stopping");
        }
      }
    };
  }

  /** Null if the body is no JSON object. */
  private static @Nullable Job read(Delivery delivery) {
    try {
      JsonNode body = JSON.readTree(delivery.getBody());
      return body instanceof ObjectNode object ? new Job(object) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
