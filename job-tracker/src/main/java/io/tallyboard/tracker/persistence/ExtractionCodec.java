package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Writes extractions as the driver's codec of records does, and reads them, without its reflection:
 * each update passes through here. A test holds the two to one another.
 */
final class ExtractionCodec implements Codec<Extraction> {

  @Override
  public Class<Extraction> getEncoderClass() {
    return Extraction.class;
  }

  @Override
  public void encode(BsonWriter out, Extraction e, EncoderContext context) {
    Raw.write(out, raw -> document(raw, e));
  }

  private static void document(BsonWriter out, Extraction e) {
    out.writeStartDocument();
    out.writeString("_id", e.id());
    out.writeString("queue", e.queue());
    out.writeInt64("seq", e.seq());
    out.writeString("source", e.source().name());
    out.writeString("key", e.key());
    BsonFields.string(out, "jobId", e.jobId());
    BsonFields.document(out, "resource", e.resource(), BsonFields::resource);
    BsonFields.string(out, "extractor", e.extractor());
    out.writeString("event", e.event().name());
    BsonFields.string(out, "status", e.status());
    BsonFields.string(out, "message", e.message());
    BsonFields.string(out, "claimedAt", e.claimedAt());
    BsonFields.instant(out, "at", e.at());
    BsonFields.instant(out, "receivedAt", e.receivedAt());
    BsonFields.instant(out, "notBefore", e.notBefore());
    BsonFields.string(out, "controlId", e.controlId());
    BsonFields.document(out, "request", e.request(), BsonFields::request);
    BsonFields.string(out, "refersTo", e.refersTo());
    Long dropped = e.dropped();
    if (dropped != null) {
      out.writeInt64("dropped", dropped);
    }
    out.writeString("digest", e.digest());
    out.writeBoolean("batchStart", e.batchStart());
    out.writeEndDocument();
  }

  @Override
  public Extraction decode(BsonReader in, DecoderContext context) {
    Fields f = new Fields();
    BsonFields.each(in, f::read);
    return f.toExtraction();
  }

  private static final class Fields {
    private final Map<String, Object> values = new HashMap<>();

    void read(BsonReader in, String name) {
      switch (name) {
        case "seq", "dropped" -> values.put(name, BsonFields.number(in));
        case "source" -> values.put(name, Source.valueOf(in.readString()));
        case "event" -> values.put(name, Event.valueOf(in.readString()));
        case "resource" -> values.put(name, BsonFields.resource(in));
        case "request" -> values.put(name, BsonFields.request(in));
        case "at", "receivedAt", "notBefore" -> values.put(name, BsonFields.instant(in));
        case "batchStart" -> values.put(name, in.readBoolean());
        case "_id",
            "queue",
            "key",
            "jobId",
            "extractor",
            "status",
            "message",
            "claimedAt",
            "controlId",
            "refersTo",
            "digest" ->
            values.put(name, in.readString());
        default -> in.skipValue();
      }
    }

    @SuppressWarnings({
      "unchecked",
      "NullAway",
      "TypeParameterUnusedInFormals"
    }) // as the fields were read; absent ones are null
    private <T> T get(String name) {
      return (T) values.get(name);
    }

    Extraction toExtraction() {
      return new Extraction(
          Objects.requireNonNull(get("_id")),
          get("queue"),
          (Long) get("seq"),
          get("source"),
          get("key"),
          get("jobId"),
          get("resource"),
          get("extractor"),
          get("event"),
          get("status"),
          get("message"),
          get("claimedAt"),
          get("at"),
          get("receivedAt"),
          get("notBefore"),
          get("controlId"),
          get("request"),
          get("refersTo"),
          get("dropped"),
          get("digest"),
          (Boolean) get("batchStart"));
    }
  }
}
