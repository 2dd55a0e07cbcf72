package io.tallyboard.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.LivenessSentence;
import io.tallyboard.api.domain.StreamCursor;
import io.tallyboard.api.live.Frames;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Server-sent events. JSON has no line breaks, so each event's data is one line. */
@ApplicationScoped
class StreamFrames implements Frames {
  private final ObjectMapper json;
  private final JsonTexts texts;

  StreamFrames(ObjectMapper json, JsonTexts texts) {
    this.json = json;
    this.texts = texts;
  }

  @Override
  public byte[] hello(Instant now, Instant through) {
    String cursor = StreamCursor.of(through);
    return event("hello", Optional.of(through), new StreamView.Hello(now, cursor));
  }

  @Override
  public byte[] job(JobCard job, Instant through) {
    return event("job", Optional.of(through), JobView.of(job, texts));
  }

  @Override
  public byte[] extractor(ExtractorCard extractor, Instant now) {
    String evidence = LivenessSentence.of(extractor, Optional.empty(), now);
    return event("extractor", Optional.empty(), ExtractorView.of(extractor, evidence, now));
  }

  @Override
  public byte[] reset(Reset reason, Instant through) {
    return event("reset", Optional.of(through), new StreamView.Notice(reason.name()));
  }

  @Override
  public byte[] end(End reason) {
    return event("end", Optional.empty(), new StreamView.Notice(reason.name()));
  }

  /** A comment; an id without data moves the client's position and is no event. */
  @Override
  public byte[] beat(Optional<Instant> through) {
    String id = through.map(StreamFrames::id).orElse("");
    return (":\n" + id + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String id(Instant through) {
    return "id: " + StreamCursor.of(through) + "\n";
  }

  private byte[] event(String name, Optional<Instant> through, Object data) {
    try {
      String id = through.map(StreamFrames::id).orElse("");
      return ("event: " + name + "\n" + id + "data: " + json.writeValueAsString(data) + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view can be written", e);
    }
  }
}
