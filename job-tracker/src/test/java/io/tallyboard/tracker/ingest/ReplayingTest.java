package io.tallyboard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.ingest.Replaying.Outcome;
import io.tallyboard.tracker.ingest.Replaying.Request;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayingTest {
  private static final Instant THEN = Instant.parse("2026-11-24T05:00:00Z");

  private final Kept kept = new Kept();
  private final Replaying replaying =
      new Replaying(ReplayingTest::decode, kept, new IngestMetrics(new SimpleMeterRegistry()));

  /** Rejected messages in memory. */
  private static final class Kept implements RejectedUpdates {
    final Map<String, RejectedUpdate> all = new HashMap<>();

    @Override
    public Uni<Map<String, RejectedUpdate>> byIds(Set<String> ids) {
      Map<String, RejectedUpdate> found = new HashMap<>(all);
      found.keySet().retainAll(ids);
      return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Void> replayed(String id, Instant at, String by, String as) {
      all.computeIfPresent(id, (key, r) -> r.replayedAs() == null ? marked(r, at, by, as) : r);
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> failed(String id, Instant at, String why) {
      return Uni.createFrom().voidItem();
    }
  }

  private static Decoded decode(byte[] body, long length) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("job ")
        ? new Decoded.Update(
            Source.EXTRACTOR,
            text.substring(4),
            ResourceRef.unknown("f"),
            "e",
            Event.STARTED,
            null,
            "text",
            null,
            null,
            null,
            null,
            null)
        : new Decoded.Refused(Decoded.Reason.NOT_JSON, "The message is not JSON.");
  }

  private static RejectedUpdate rejected(String id, String body, long length) {
    return new RejectedUpdate(
        id,
        "q",
        1,
        null,
        "NOT_JSON",
        "no",
        body,
        length,
        "d",
        THEN,
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static RejectedUpdate marked(RejectedUpdate r, Instant at, String by, String as) {
    return new RejectedUpdate(
        r.id(),
        r.queue(),
        r.seq(),
        r.origin(),
        r.reason(),
        r.detail(),
        r.body(),
        r.length(),
        r.digest(),
        r.receivedAt(),
        r.batchStart(),
        r.notBefore(),
        at,
        by,
        as,
        null,
        null);
  }

  private static Request request(int at, long seq, String id) {
    byte[] body = ("{\"replay\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    Delivery delivery =
        new Delivery(
            "q", seq, body, body.length, "digest " + seq, THEN.plusSeconds(seq), null, false);
    return new Request(at, delivery, new Decoded.Replayed(id, "replay:" + id, "ann"));
  }

  private List<Outcome> outcomes(Request... requests) {
    return replaying.outcomes(List.of(requests)).await().indefinitely();
  }

  private static List<Entry> entries(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::entry).toList();
  }

  @Test
  void takenAgainItComesToTheSame() {
    kept.all.put("q:1", rejected("q:1", "job j", 9));
    kept.all.put("q:2", rejected("q:2", "still not", 9));
    Request[] batch = {request(0, 10, "q:1"), request(1, 11, "q:2"), request(2, 12, "q:1")};

    List<Outcome> first = outcomes(batch);
    assertThat(first.get(0).entry()).isInstanceOf(Entry.Kept.class);
    assertThat(first.get(1).entry()).isInstanceOf(Entry.Rejected.class);
    assertThat(first.get(2).entry()).isInstanceOf(Entry.Rejected.class);

    // A crash before the mark, and one after it.
    assertThat(entries(outcomes(batch))).isEqualTo(entries(first));
    replaying.mark(first).await().indefinitely();
    List<Outcome> again = outcomes(batch);
    assertThat(entries(again).subList(0, 2)).isEqualTo(entries(first).subList(0, 2));
    assertThat(again.get(2).entry()).isInstanceOf(Entry.Rejected.class);
    replaying.mark(again).await().indefinitely();
    assertThat(kept.all.get("q:1").replayedAs()).isEqualTo("q:10");
  }

  @Test
  void anotherRequestForWhatWasReplayedChangesNothing() {
    kept.all.put("q:1", marked(rejected("q:1", "job j", 9), THEN, "bob", "q:5"));
    Outcome outcome = outcomes(request(0, 10, "q:1")).get(0);
    assertThat(outcome.entry())
        .isInstanceOfSatisfying(
            Entry.Rejected.class,
            r -> {
              assertThat(r.update().reason()).isEqualTo("REPLAY_FAILED");
              assertThat(r.update().detail()).contains("q:1", "ann", "already", "q:5");
            });
    replaying.mark(List.of(outcome)).await().indefinitely();
    assertThat(kept.all.get("q:1").replayedAs()).isEqualTo("q:5");
  }

  @Test
  void whatIsNotWholeIsNotReplayed() {
    kept.all.put("q:1", rejected("q:1", "job j", RejectedUpdate.KEPT_BYTES + 1L));
    assertThat(outcomes(request(0, 10, "q:1")).get(0).result())
        .isInstanceOfSatisfying(
            Decoded.Refused.class, r -> assertThat(r.detail()).contains("1048576 bytes"));
  }
}
