package io.tallyboard.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UpdateQueueChoiceTest {

  private static List<UpdateQueue> queues(int count) {
    return IntStream.range(0, count)
        .mapToObj(p -> new UpdateQueue("q." + p, QueueKind.STREAM, Instant.EPOCH, null))
        .toList();
  }

  @Test
  void jobsAreSpreadEvenlyOverTheUpdateQueues() {
    Map<String, Long> shares =
        Stream.generate(() -> UUID.randomUUID().toString())
            .limit(8_000)
            .map(id -> UpdateQueueChoice.of(id, queues(4)).orElseThrow())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(shares).hasSize(4);
    assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(1_700L, 2_300L));
  }

  @Test
  void withoutUpdateQueuesThereIsNoChoice() {
    assertThat(UpdateQueueChoice.of("j", List.of())).isEmpty();
  }

  @Test
  void noJobReportsToAnotherSystemsQueue() {
    UpdateQueue foreign = new UpdateQueue("clowder.x", QueueKind.FOREIGN, Instant.EPOCH, null);
    assertThat(UpdateQueueChoice.of("j", List.of(foreign))).isEmpty();
    List<UpdateQueue> with = Stream.concat(queues(2).stream(), Stream.of(foreign)).toList();
    for (int i = 0; i < 1_000; i++) {
      String job = "j" + i;
      assertThat(UpdateQueueChoice.of(job, with))
          .isEqualTo(UpdateQueueChoice.of(job, queues(2)))
          .isPresent();
    }
  }

  @Property(tries = 100)
  void theChoiceDoesNotHangOnTheOrderOfTheQueues(@ForAll String jobId) {
    List<UpdateQueue> queues = queues(5);
    List<UpdateQueue> reversed = new java.util.ArrayList<>(queues);
    java.util.Collections.reverse(reversed);
    assertThat(UpdateQueueChoice.of(jobId, queues))
        .isEqualTo(UpdateQueueChoice.of(jobId, reversed));
  }
}
