package io.tallyboard.monitor.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tallyboard.monitor.domain.QueueSight;
import io.tallyboard.monitor.domain.QueueSights.Sights;
import io.tallyboard.testkit.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of queues, at the end of a cable. */
class BrokerSightsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final String queue = "sights." + UUID.randomUUID();
  private Instant now = NOON;
  private TestBroker broker;
  private TestSights end;

  @BeforeEach
  void open() {
    broker = new TestBroker(Servers.get().brokerUri());
    end = new TestSights(() -> now);
  }

  @AfterEach
  void close() throws Exception {
    broker.channel.queueDelete(queue);
    broker.close();
    end.close();
  }

  @Test
  void queue_tells_its_processes_and_what_nobody_has_taken() throws Exception {
    broker.queue(queue, Map.of());
    broker.channel.basicPublish("", queue, null, new byte[] {1});
    await().atMost(LONG).until(() -> seen(queue).equals(new QueueSight(true, 1, 0)));

    String process = broker.channel.basicConsume(queue, true, (tag, delivery) -> {}, tag -> {});
    await().atMost(LONG).until(() -> seen(queue).equals(new QueueSight(true, 0, 1)));

    broker.channel.basicCancel(process);
    await().atMost(LONG).until(() -> seen(queue).consumers() == 0);
  }

  @Test
  void queue_that_is_not_there_is_told_so_and_the_others_are_told_of_all_the_same() {
    broker.queue(queue, Map.of());
    String gone = "gone." + queue;
    String gone2 = "gone2." + queue;

    Sights sights = look(Set.of(gone, queue, gone2));

    assertThat(sights.queues())
        .isEqualTo(
            Map.of(
                gone,
                QueueSight.MISSING,
                gone2,
                QueueSight.MISSING,
                queue,
                new QueueSight(true, 0, 0)));
    assertThat(sights.back()).as("it was never away").isEqualTo(Instant.EPOCH);
  }

  @Test
  void broker_that_is_away_is_no_answer_and_when_it_came_back_is_known() {
    broker.queue(queue, Map.of());
    seen(queue);

    end.pull(true);
    assertThatThrownBy(() -> look(Set.of(queue))).isNotNull();
    now = NOON.plusSeconds(60);
    assertThatThrownBy(() -> look(Set.of(queue))).isNotNull();

    end.pull(false);
    now = NOON.plusSeconds(90);
    Sights sights = look(Set.of(queue));
    now = NOON.plusSeconds(91);

    assertThat(sights.back()).isEqualTo(NOON.plusSeconds(90));
    assertThat(look(Set.of(queue)).back()).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void broker_that_went_and_came_between_two_looks_was_away() {
    broker.queue(queue, Map.of());
    seen(queue);

    end.pull(true);
    end.pull(false);
    now = NOON.plusSeconds(1);

    // Whether the loss is seen before the question or by it, depends on the moment.
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> look(Set.of(queue)).back().equals(NOON.plusSeconds(1)));
  }

  private QueueSight seen(String name) {
    return look(Set.of(name)).queues().get(name);
  }

  private Sights look(Set<String> queues) {
    return end.sights().look(queues).await().indefinitely();
  }
}
