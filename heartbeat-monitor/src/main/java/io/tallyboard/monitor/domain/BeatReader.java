package io.tallyboard.monitor.domain;

import io.tallyboard.contract.Redactor;
import io.tallyboard.monitor.domain.Reading.Partial;
import io.tallyboard.monitor.domain.Reading.Refusal;
import io.tallyboard.monitor.domain.Reading.Unusable;
import io.tallyboard.monitor.domain.Reading.Usable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a beat what can be used, whatever its shape: extractors of any age and author send them,
 * and one that is misread looks dead. Never throws.
 */
public final class BeatReader {
  /** A queue's name is at most this long in AMQP. */
  private static final int MAX_QUEUE = 255;

  private final JsonText json;

  public BeatReader(JsonText json) {
    this.json = json;
  }

  public Reading read(Map<?, ?> beat) {
    String id = Texts.of(beat.get("id"), InstanceId.MAX);
    if (id == null) {
      return new Unusable(new Refusal(Reason.NO_ID, "The beat has no id to tell its process by."));
    }
    InstanceId instance = new InstanceId(id);
    Map<?, ?> info = beat.get("extractor_info") instanceof Map<?, ?> map ? map : Map.of();
    String name = Texts.of(info.get("name"), ExtractorName.MAX);
    String queue = Texts.of(beat.get("queue"), MAX_QUEUE);
    String owner = Texts.of(beat.get("owner"));
    if (name != null) {
      Beat described = described(instance, name, queue == null ? name : queue, owner, info);
      return queue != null
          ? new Usable(described)
          : new Partial(
              described, refusal(Reason.NO_QUEUE, "the extractor's name is taken for it"));
    }
    if (queue == null) {
      return new Unusable(refusal(Reason.NO_EXTRACTOR_INFO, "and it names no queue either"));
    }
    return new Partial(
        new Beat(instance, queue, Texts.of(info.get("version")), owner, null),
        refusal(Reason.NO_EXTRACTOR_INFO, "it counts for its process alone"));
  }

  private Beat described(
      InstanceId instance, String name, String queue, @Nullable String owner, Map<?, ?> info) {
    String version = Texts.of(info.get("version"));
    String key = Texts.of(info.get("unique_key"), ExtractorName.MAX_KEY);
    String text = Texts.storable(json.write(Redacted.of(info)));
    Description description =
        new Description(
            ExtractorName.of(name, queue, key),
            queue,
            version,
            Redactor.redactNullable(Texts.of(info.get("description"))),
            Redactor.redactNullable(Texts.of(info.get("author"))),
            owner,
            key,
            Rules.of(info.get("process")),
            parameters(info.get("parameters")),
            text,
            Description.digest(text, queue, owner));
    return new Beat(instance, queue, version, owner, description);
  }

  private @Nullable String parameters(@Nullable Object value) {
    return value instanceof Map || value instanceof List
        ? Texts.storable(json.write(Redacted.of(value)))
        : Redactor.redactNullable(Texts.of(value));
  }

  private static Refusal refusal(Reason reason, String consequence) {
    String what =
        reason == Reason.NO_QUEUE
            ? "The beat names no queue"
            : "The beat has no extractor_info with a name";
    return new Refusal(reason, what + ": " + consequence + ".");
  }
}
