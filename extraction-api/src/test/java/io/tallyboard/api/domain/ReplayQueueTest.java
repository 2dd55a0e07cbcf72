package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.UpdateQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayQueueTest {
  private static final UpdateQueue OURS = queue("b.updates.0", QueueKind.STREAM);
  private static final UpdateQueue NEXT = queue("b.updates.1", QueueKind.STREAM);
  private static final UpdateQueue FOREIGN = queue("clowder.x", QueueKind.FOREIGN);

  private static UpdateQueue queue(String name, QueueKind kind) {
    return new UpdateQueue(name, kind, Instant.EPOCH, null);
  }

  private static RejectedCard from(String queue) {
    return RejectedCard.of(
        new RejectedUpdate(
            queue + ":1", queue, 1, null, "NOT_JSON", "no", "x", 1, "d", Instant.EPOCH, false));
  }

  @Test
  void aMessageGoesOnceMoreThroughItsOwnQueue() {
    List<UpdateQueue> all = List.of(FOREIGN, OURS, NEXT);
    assertThat(ReplayQueue.of(from("b.updates.1"), all)).contains("b.updates.1");
    // Of a stream that was made anew the log has another name than the queue.
    assertThat(ReplayQueue.of(from("b.updates.1~2"), all)).contains("b.updates.1");
  }

  @Test
  void oneOfAnotherSystemsQueueGoesThroughOneOfOurs() {
    Optional<String> chosen = ReplayQueue.of(from("clowder.x"), List.of(FOREIGN, OURS, NEXT));
    assertThat(chosen.orElseThrow()).startsWith("b.updates.");
    assertThat(ReplayQueue.of(from("clowder.x"), List.of(NEXT, OURS, FOREIGN))).isEqualTo(chosen);
    assertThat(ReplayQueue.of(from("clowder.x"), List.of(FOREIGN))).isEmpty();
  }

  @Test
  void aForeignQueueIsReadFromASetting() {
    assertThat(ForeignQueue.parse(" clowder.a "))
        .isEqualTo(new ForeignQueue("clowder.a", Optional.empty()));
    assertThat(ForeignQueue.parse("clowder.a > next"))
        .isEqualTo(new ForeignQueue("clowder.a", Optional.of("next")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ">", "a>", ">b", "a>a", "amq.x", "a>amq.x"})
  void whatIsNoForeignQueueIsRefused(String text) {
    assertThatThrownBy(() -> ForeignQueue.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
