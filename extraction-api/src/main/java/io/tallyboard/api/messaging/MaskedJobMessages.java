package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.SentMessages;
import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/** Writes job messages once more, for people: their keys are stored nowhere, and other secrets hidden. */
@ApplicationScoped
class MaskedJobMessages implements SentMessages {
  private static final Secret HIDDEN = new Secret(Masking.HIDDEN);
  private static final String PARAMETERS = "parameters";

  /** Free texts of whoever set up the board or uploaded the file. */
  private static final List<String> TEXTS = List.of("host", "filename");

  private final JobMessageWriter writer;
  private final ObjectMapper json;

  MaskedJobMessages(JobMessageWriter writer, ObjectMapper json) {
    this.writer = writer;
    this.json = json;
  }

  @Override
  public String masked(Submission submission) {
    try {
      ObjectNode message = (ObjectNode) json.readTree(writer.job(submission, HIDDEN));
      TEXTS.forEach(name -> message.put(name, Redactor.redact(message.path(name).asText())));
      message.set(PARAMETERS, Masking.mask(PARAMETERS, message.path(PARAMETERS)));
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message that was written once cannot be written", e);
    } catch (IOException e) {
      throw new IllegalStateException("there is nothing to be read but memory", e);
    }
  }
}
