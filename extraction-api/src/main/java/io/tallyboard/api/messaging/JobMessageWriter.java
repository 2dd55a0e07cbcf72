package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.JobMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages as their readers expect them. */
@ApplicationScoped
class JobMessageWriter {
  private static final String PRIVATE = "private.";

  private final ObjectMapper json;
  private final InstantSource clock;
  private final String host;

  JobMessageWriter(ObjectMapper json, InstantSource clock, ApiConfig config) {
    this.json = json;
    this.clock = clock;
    String url = config.extractorUrl().toString();
    this.host = url.endsWith("/") ? url : url + "/";
  }

  /** The same for the same submission, however often it is sent. */
  byte[] submitted(Submission s) throws JsonProcessingException {
    return control(s, Event.SUBMITTED, "submitted:" + s.jobId(), s.createdAt(), null, s.request());
  }

  byte[] cancelled(Submission s) throws JsonProcessingException {
    String message = "Cancelled before it was sent.";
    return control(s, Event.CANCELLED, "cancelled:" + s.jobId(), clock.instant(), message, null);
  }

  /** Names the message that is about to go out: told twice of the same one, it counts once. */
  byte[] resent(Submission s) throws JsonProcessingException {
    String id = "resent:" + s.jobId() + ":" + (s.dispatches() + 1);
    String message = "The broker did not confirm the job's message, so that it is sent again.";
    return control(s, Event.RESENT, id, clock.instant(), message, null);
  }

  private byte[] control(
      Submission s,
      Event event,
      String id,
      Instant at,
      @Nullable String message,
      @Nullable Request request)
      throws JsonProcessingException {
    return json.writeValueAsBytes(
        new ControlUpdate(
            event,
            id,
            Source.API,
            s.jobId(),
            s.resource(),
            s.extractor(),
            at.truncatedTo(ChronoUnit.MILLIS),
            message,
            request,
            null));
  }

  /** The superset that extractors of Clowder v1 and v2 read alike. */
  byte[] job(Submission s, Secret key) throws JsonProcessingException {
    ResourceRef resource = s.resource();
    boolean dataset = resource.type().equals(ResourceRef.DATASET);
    String name = orEmpty(s.request().resourceName());
    return json.writeValueAsBytes(
        new JobMessage(
            host,
            key.text(),
            0,
            "",
            resource.type(),
            name,
            s.size(),
            resource.id(),
            resource.id(),
            // Equal to the id, it makes pyclowder take the job for a dataset's.
            orEmpty(dataset ? resource.id() : parent(s)),
            s.jobId(),
            s.jobId(),
            s.jobId(),
            List.of(),
            "extractors." + ownName(s.extractor()),
            parameters(s),
            "submitted",
            new JobMessage.Source(
                new JobMessage.Id(resource.type(), resource.id()),
                orEmpty(s.mimeType()),
                Map.of("filename", name)),
            "{}"));
  }

  /** Where the extractor of a file puts what it makes. */
  private static @Nullable String parent(Submission s) {
    @Nullable String parent = s.request().dataset();
    return s.resource().id().equals(parent) ? null : parent;
  }

  /**
   * What an extractor calls itself: the key of a private one is in its queue and its name here alone.
   * By any other name pyclowder takes the job for one moved from an error queue, and guesses.
   */
  private static String ownName(String extractor) {
    int key = extractor.startsWith(PRIVATE) ? extractor.indexOf('.', PRIVATE.length()) : -1;
    return extractor.substring(key + 1);
  }

  private Object parameters(Submission s) throws JsonProcessingException {
    @Nullable String text = s.request().parameters();
    return text == null ? Map.of() : json.readTree(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
