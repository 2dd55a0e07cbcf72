package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.JobMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages as their readers expect them. */
@ApplicationScoped
class JobMessageWriter {
  private final ObjectMapper json;
  private final String host;

  JobMessageWriter(ObjectMapper json, ApiConfig config) {
    this.json = json;
    String url = config.extractorUrl().toString();
    this.host = url.endsWith("/") ? url : url + "/";
  }

  /** The same for the same submission, however often it is sent. */
  byte[] submitted(Submission s) throws JsonProcessingException {
    return json.writeValueAsBytes(
        new ControlUpdate(
            Event.SUBMITTED,
            "submitted:" + s.jobId(),
            Source.API,
            s.jobId(),
            s.resource(),
            s.extractor(),
            s.createdAt(),
            null,
            s.request(),
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
            dataset ? resource.id() : "",
            s.jobId(),
            s.jobId(),
            s.jobId(),
            List.of(),
            "extractors." + s.extractor(),
            parameters(s),
            "submitted",
            new JobMessage.Source(
                new JobMessage.Id(resource.type(), resource.id()),
                orEmpty(s.mimeType()),
                Map.of("filename", name)),
            "{}"));
  }

  private Object parameters(Submission s) throws JsonProcessingException {
    @Nullable String text = s.request().parameters();
    return text == null ? Map.of() : json.readTree(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
