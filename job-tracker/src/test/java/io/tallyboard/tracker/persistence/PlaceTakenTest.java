package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Source;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.ingest.PlaceTaken;
import io.tallyboard.tracker.ingest.UpdateLog;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two readers that number one queue never take one another's messages for their own. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class PlaceTakenTest {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14.123Z");

  @Inject UpdateLog log;

  private final String queue = "q" + UUID.randomUUID();

  @Test
  void theSameMessageIsThereAlreadyAndAnotherOneIsNot() {
    get(log.append(List.of(message(0, "a"), message(1, "b"))));

    assertThat(get(log.append(List.of(message(1, "b"), message(2, "c"))))).hasSize(2);
    assertThatThrownBy(() -> get(log.append(List.of(message(2, "x"), message(3, "d")))))
        .isInstanceOf(PlaceTaken.class)
        .hasMessageContaining(queue + ":2");
    assertThat(get(log.stored(queue, 0, 10)))
        .extracting(stored -> stored.digest())
        .startsWith("a", "b", "c");
  }

  private Entry message(long seq, String digest) {
    return Entry.Kept.of(
        new Extraction(
            Extraction.id(queue, seq),
            queue,
            seq,
            Source.EXTRACTOR,
            "job",
            "job",
            null,
            null,
            Event.PROGRESS,
            null,
            "text",
            null,
            null,
            T0,
            null,
            null,
            null,
            null,
            null,
            digest,
            seq == 0));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
