package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.TrackerReplica;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.ingest.QueueLeases;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What leases rely on of the store, on whichever store there is. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class LeaseContractTest {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14.123Z");

  @Inject QueueLeases leases;

  private final String queue = "q" + UUID.randomUUID();
  private final String replica = "r" + UUID.randomUUID();

  @Test
  void theStoreTellsItsTimeWhichNeverGoesBack() {
    Instant first = get(leases.present(replica, Duration.ofSeconds(10)));
    Instant second = get(leases.present(replica, Duration.ofSeconds(20)));

    assertThat(second).isAfterOrEqualTo(first);
    assertThat(Duration.between(first, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(get(leases.replicas()))
        .contains(new TrackerReplica(replica, second, 20_000))
        .filteredOn(r -> r.id().equals(replica))
        .hasSize(1);
  }

  @Test
  void ofTwoThatTakeAFreeQueueOneGetsIt() {
    assertThat(get(leases.take(lease("a", 10), null))).isTrue();
    assertThat(get(leases.take(lease("b", 11), null))).isFalse();
    assertThat(stored()).contains(lease("a", 10));
  }

  @Test
  void ofTwoThatTakeAnExpiredLeaseOneGetsIt() {
    get(leases.take(lease("gone", 1), null));

    assertThat(get(leases.take(lease("a", 10), lease("gone", 1)))).isTrue();
    assertThat(get(leases.take(lease("b", 11), lease("gone", 1)))).isFalse();
    assertThat(stored()).contains(lease("a", 10));
  }

  @Test
  void aLeaseThatWasRenewedMeanwhileIsNotTaken() {
    get(leases.take(lease("a", 1), null));
    get(leases.renew("a", Set.of(queue), T0.plusSeconds(20)));

    assertThat(get(leases.take(lease("b", 10), lease("a", 1)))).isFalse();
    assertThat(stored()).contains(lease("a", 20));
  }

  @Test
  void onlyTheHolderRenewsAndReleases() {
    get(leases.take(lease("a", 10), null));

    get(leases.renew("b", Set.of(queue), T0.plusSeconds(90)));
    get(leases.release("b", Set.of(queue)));
    assertThat(stored()).contains(lease("a", 10));

    get(leases.release("a", Set.of(queue)));
    assertThat(stored()).isEmpty();
  }

  @Test
  void whoLeavesHoldsNothingAndCountsNoMore() {
    get(leases.present(replica, Duration.ofSeconds(10)));
    get(leases.take(lease(replica, 10), null));

    get(leases.leave(replica));

    assertThat(stored()).isEmpty();
    assertThat(get(leases.replicas())).noneMatch(r -> r.id().equals(replica));
  }

  @Test
  void replicasNotSeenForLongAreForgotten() {
    Instant seen = get(leases.present(replica, Duration.ofSeconds(10)));

    get(leases.forget(seen));
    assertThat(get(leases.replicas())).anyMatch(r -> r.id().equals(replica));
    get(leases.forget(seen.plusMillis(1)));
    assertThat(get(leases.replicas())).noneMatch(r -> r.id().equals(replica));
  }

  private QueueLease lease(String holder, int seconds) {
    return new QueueLease(queue, holder, T0.plusSeconds(seconds));
  }

  private Optional<QueueLease> stored() {
    List<QueueLease> all = get(leases.leases());
    return all.stream().filter(l -> l.queue().equals(queue)).findFirst();
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
