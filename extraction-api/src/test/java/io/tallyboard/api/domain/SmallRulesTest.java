package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallRulesTest {

  @Property(tries = 300)
  void aFilesNameIsNeverAPathNorEmptyNorLong(@ForAll String sent) {
    String name = FileNames.clean(sent);
    assertThat(name).isNotBlank().doesNotContain("/", "\\", "\n", "\0");
    assertThat(name.length()).isLessThanOrEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd",
    "C:\\x\\a b.txt, a b.txt",
    "a.txt, a.txt",
    "dir/, unnamed",
    "'  ', unnamed"
  })
  void ofAPathOnlyItsLastPartIsKept(String sent, String name) {
    assertThat(FileNames.clean(sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "image/tiff, a.txt, image/tiff",
    "'text/plain; charset=utf-8', a.bin, text/plain",
    "application/octet-stream, a.md, text/markdown",
    ", A.CSV, text/csv",
    "application/x-www-form-urlencoded, a.json, application/json",
    "nonsense, a.tiff, image/tiff",
    ", noending, application/octet-stream",
    ", a.unheardof, application/octet-stream"
  })
  void theTypeIsTheOneSentOrTheOneThatTheNameSuggests(String sent, String name, String type) {
    assertThat(FileNames.type(sent, name)).isEqualTo(type);
  }

  @Test
  void bytesAreCountedAndDigestedWhileTheyPass() {
    ByteTally tally = new ByteTally();
    ByteBuffer first = ByteBuffer.wrap("a".getBytes(StandardCharsets.UTF_8));
    tally.add(first);
    tally.add(ByteBuffer.wrap("bc".getBytes(StandardCharsets.UTF_8)));
    assertThat(first.remaining()).as("left to be read").isEqualTo(1);
    assertThat(tally.size()).isEqualTo(3);
    assertThat(tally.sha256()).isEqualTo(new Secret("abc").hash());
  }

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
