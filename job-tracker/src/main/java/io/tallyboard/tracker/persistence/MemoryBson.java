package io.tallyboard.tracker.persistence;

import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import org.bson.BsonWriter;

/** What the fold remembers, as a document. */
final class MemoryBson {
  private MemoryBson() {}

  static void memory(BsonWriter out, FoldMemory m) {
    BsonFields.document(out, "last", m.last(), MemoryBson::place);
    BsonFields.document(out, "submitted", m.submitted(), MemoryBson::mark);
    BsonFields.document(out, "first", m.first(), MemoryBson::mark);
    BsonFields.document(out, "run", m.run(), MemoryBson::run);
    BsonFields.word(out, "next", m.next());
    out.writeInt32("resent", m.resent());
    BsonFields.documents(
        out,
        "openings",
        m.openings(),
        (o, opening) -> {
          o.writeInt32("attempt", opening.attempt());
          BsonFields.document(o, "at", opening.at(), MemoryBson::place);
        });
    BsonFields.strings(out, "own", m.own());
    BsonFields.strings(out, "controlIds", m.controlIds());
    BsonFields.documents(
        out,
        "folded",
        m.folded(),
        (o, folded) -> {
          o.writeString("queue", folded.queue());
          o.writeInt64("seq", folded.seq());
          o.writeInt64("dropped", folded.dropped());
        });
  }

  private static void place(BsonWriter out, Place p) {
    BsonFields.instant(out, "receivedAt", p.receivedAt());
    out.writeString("queue", p.queue());
    out.writeInt64("seq", p.seq());
  }

  private static void mark(BsonWriter out, Mark m) {
    out.writeString("event", m.event().name());
    BsonFields.instant(out, "receivedAt", m.receivedAt());
    BsonFields.instant(out, "notBefore", m.notBefore());
    BsonFields.instant(out, "at", m.at());
  }

  private static void run(BsonWriter out, FoldMemory.RunMemory r) {
    out.writeInt32("number", r.number());
    out.writeString("cause", r.cause().name());
    out.writeString("state", r.state().name());
    BsonFields.document(out, "begin", r.begin(), MemoryBson::mark);
    out.writeBoolean("started", r.started());
    out.writeBoolean("alive", r.alive());
    BsonFields.document(out, "end", r.end(), MemoryBson::mark);
    BsonFields.string(out, "message", r.message());
  }
}
