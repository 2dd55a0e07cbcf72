package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Trouble;
import java.time.InstantSource;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Job records, written as the driver's codec of records does, and read by it. What is written says
 * when, beside the record: by that, others find what changed.
 */
final class JobCodec implements Codec<Job> {
  private final Codec<Job> byReflection;
  private final InstantSource clock;

  JobCodec(Codec<Job> byReflection, InstantSource clock) {
    this.byReflection = byReflection;
    this.clock = clock;
  }

  @Override
  public Class<Job> getEncoderClass() {
    return Job.class;
  }

  @Override
  public Job decode(BsonReader in, DecoderContext context) {
    return byReflection.decode(in, context);
  }

  @Override
  public void encode(BsonWriter out, Job j, EncoderContext context) {
    Raw.write(out, raw -> document(raw, j, clock.millis()));
  }

  private static void document(BsonWriter out, Job j, long now) {
    out.writeStartDocument();
    out.writeString("_id", j.id());
    out.writeString("identity", j.identity().name());
    out.writeBoolean("ambiguous", j.ambiguous());
    BsonFields.string(out, "lane", j.lane());
    BsonFields.strings(out, "formerIds", j.formerIds());
    BsonFields.document(out, "resource", j.resource(), BsonFields::resource);
    BsonFields.string(out, "extractor", j.extractor());
    BsonFields.document(out, "request", j.request(), BsonFields::request);
    out.writeString("state", j.state().name());
    BsonFields.document(out, "trouble", j.trouble(), JobCodec::trouble);
    BsonFields.bool(out, "mayReturn", j.mayReturn());
    BsonFields.integer(out, "takenBack", j.takenBack());
    BsonFields.string(out, "addressedBy", j.addressedBy());
    BsonFields.documents(out, "attempts", j.attempts(), JobCodec::attempt);
    out.writeInt32("attemptCount", j.attemptCount());
    BsonFields.instant(out, "createdAt", j.createdAt());
    BsonFields.instant(out, "submittedAt", j.submittedAt());
    BsonFields.instant(out, "startedAt", j.startedAt());
    BsonFields.instant(out, "finishedAt", j.finishedAt());
    BsonFields.instant(out, "lastSeenAt", j.lastSeenAt());
    BsonFields.document(out, "waiting", j.waiting(), JobCodec::span);
    BsonFields.document(out, "running", j.running(), JobCodec::span);
    BsonFields.string(out, "lastMessage", j.lastMessage());
    out.writeInt64("updates", j.updates());
    out.writeInt64("dropped", j.dropped());
    out.writeBoolean("imported", j.imported());
    out.writeBoolean("expiring", j.expiring());
    BsonFields.document(out, "memory", j.memory(), MemoryBson::memory);
    out.writeInt64("version", j.version());
    out.writeDateTime(Job.CHANGED_AT, now);
    out.writeEndDocument();
  }

  private static void trouble(BsonWriter out, Trouble t) {
    out.writeString("kind", t.kind().name());
    BsonFields.instant(out, "since", t.since());
    BsonFields.string(out, "evidence", t.evidence());
  }

  private static void attempt(BsonWriter out, Attempt a) {
    out.writeInt32("number", a.number());
    out.writeString("cause", a.cause().name());
    out.writeString("state", a.state().name());
    BsonFields.instant(out, "startedAt", a.startedAt());
    BsonFields.instant(out, "startedAfter", a.startedAfter());
    BsonFields.instant(out, "endedAt", a.endedAt());
    BsonFields.instant(out, "endedAfter", a.endedAfter());
    BsonFields.document(out, "running", a.running(), JobCodec::span);
    BsonFields.string(out, "message", a.message());
  }

  private static void span(BsonWriter out, Span s) {
    out.writeInt64("millis", s.millis());
    out.writeString("precision", s.precision().name());
  }
}
