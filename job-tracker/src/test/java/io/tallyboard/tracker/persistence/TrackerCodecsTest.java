package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.record.RecordCodecProvider;

/** Our codecs and the driver's, by which the other services read, are of one mind. */
class TrackerCodecsTest {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14.123Z");
  private static final Instant WRITTEN = T0.plusSeconds(3_600);
  private static final CodecRegistry DRIVERS =
      CodecRegistries.fromRegistries(
          com.mongodb.MongoClientSettings.getDefaultCodecRegistry(),
          CodecRegistries.fromProviders(new RecordCodecProvider()));
  private static final CodecRegistry OURS =
      CodecRegistries.fromRegistries(
          CodecRegistries.fromProviders(new TrackerCodecs(() -> WRITTEN)), DRIVERS);

  @Property(tries = 500)
  void anExtractionIsWrittenAsTheDriverWritesIt(@ForAll("logs") List<Extraction> log) {
    log.forEach(extraction -> assertSame(extraction, Extraction.class));
  }

  @Property(tries = 500)
  void aJobIsWrittenAsTheDriverWritesIt(@ForAll("logs") List<Extraction> log) {
    Subject inferred = new Subject("i", Identity.INFERRED, "f1|e", true);

    assertSame(JobFold.whole(Subject.given("j"), log, 3), Job.class);
    assertSame(JobFold.whole(inferred, log, 1).withFormerIds(List.of("old")), Job.class);
  }

  private static <T> void assertSame(T value, Class<T> type) {
    BsonDocument ours = encode(OURS.get(type), value);
    // When it was written stands beside the record, and is read by others alone.
    BsonValue written = ours.remove(Job.CHANGED_AT);

    assertThat(written)
        .isEqualTo(type == Job.class ? new BsonDateTime(WRITTEN.toEpochMilli()) : null);
    assertThat(ours).isEqualTo(encode(DRIVERS.get(type), value));
    assertThat(decode(DRIVERS.get(type), ours)).isEqualTo(value);
    assertThat(decode(OURS.get(type), ours.append("ofALaterVersion", new BsonDocument())))
        .isEqualTo(value);
  }

  private static <T> BsonDocument encode(Codec<T> codec, T value) {
    BsonDocument document = new BsonDocument();
    codec.encode(new BsonDocumentWriter(document), value, EncoderContext.builder().build());
    return document;
  }

  private static <T> T decode(Codec<T> codec, BsonDocument document) {
    return codec.decode(new BsonDocumentReader(document), DecoderContext.builder().build());
  }

  @Provide
  Arbitrary<List<Extraction>> logs() {
    return Arbitraries.of(Event.values())
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(
            events ->
                Arbitraries.integers()
                    .between(0, (1 << 9) - 1)
                    .list()
                    .ofSize(events.size())
                    .map(masks -> log(events, masks)));
  }

  /** Each bit says whether a field that may be missing is there. */
  private static List<Extraction> log(List<Event> events, List<Integer> masks) {
    List<Extraction> log = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      int mask = masks.get(i);
      Instant at = T0.plusMillis(700L * i);
      log.add(
          new Extraction(
              "q:" + i,
              "q",
              i,
              Source.values()[i % 4],
              "j",
              bit(mask, 0) ? "j" : null,
              bit(mask, 1) ? ResourceRef.file("f1") : null,
              bit(mask, 2) ? "e" : null,
              events.get(i),
              bit(mask, 3) ? "StatusMessage.start" : null,
              bit(mask, 4) ? "täxt \u0000 ✓" : null,
              bit(mask, 5) ? at.toString() : null,
              bit(mask, 5) ? at : null,
              at,
              bit(mask, 6) ? T0 : null,
              bit(mask, 7) ? "c" + i : null,
              bit(mask, 8)
                  ? new Request(
                      bit(mask, 1) ? new UserRef("ann", bit(mask, 2) ? "Ann" : null) : null,
                      How.MANUAL,
                      bit(mask, 3) ? "a.txt" : null,
                      bit(mask, 4) ? "{}" : null,
                      bit(mask, 5) ? "2.2.3" : null,
                      bit(mask, 6) ? "d1" : null,
                      bit(mask, 7) ? "j0" : null,
                      bit(mask, 8) ? "file.added" : null)
                  : null,
              bit(mask, 6) ? "other" : null,
              bit(mask, 7) ? (long) i : null,
              "digest",
              bit(mask, 0)));
    }
    return log;
  }

  private static boolean bit(int mask, int n) {
    return (mask >> n & 1) == 1;
  }
}
