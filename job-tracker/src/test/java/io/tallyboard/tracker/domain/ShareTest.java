package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.QueueLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(10);

  @Test
  void aSingleReplicaTakesEveryFreeQueueAtOnce() {
    Share share = Share.of("a", Set.of("q1", "q2"), List.of(), Set.of(), NOW);

    assertThat(share.take()).containsExactlyInAnyOrder("q1", "q2");
    assertThat(share.giveUp()).isEmpty();
  }

  @Test
  void whatAnotherHoldsIsLeftAloneUntilItsLeaseRunsOut() {
    QueueLease held = new QueueLease("q1", "gone", NOW.plusMillis(1));

    assertThat(Share.of("a", Set.of("q1"), List.of(held), Set.of(), NOW).take()).isEmpty();
    assertThat(Share.of("a", Set.of("q1"), List.of(held), Set.of(), NOW.plusMillis(1)).take())
        .containsExactly("q1");
  }

  @Test
  void aLeaseOfOnesOwnThatRanOutIsKeptAsLongAsNobodyElseTookIt() {
    QueueLease late = new QueueLease("q1", "a", NOW.minusSeconds(60));

    assertThat(Share.of("a", Set.of("q1"), List.of(late), Set.of(), NOW).keep())
        .containsExactly("q1");
  }

  @Test
  void aQueueThatIsNoMoreIsGivenUp() {
    QueueLease old = new QueueLease("old", "a", NOW.plusSeconds(5));

    assertThat(Share.of("a", Set.of("q1"), List.of(old), Set.of(), NOW).giveUp())
        .containsExactly("old");
  }

  @Property
  void noReplicaHoldsMoreThanAnEvenShareAndTakesOnlyWhatIsFree(
      @ForAll @IntRange(max = 20) int queues,
      @ForAll @IntRange(min = 1, max = 6) int replicas,
      @ForAll Random random) {
    Set<String> names = names("q", queues);
    List<String> live = new ArrayList<>(names("r", replicas));
    List<QueueLease> leases = anyLeases(names, live, random);

    for (String replica : live) {
      Share share = Share.of(replica, names, leases, Set.copyOf(live), NOW);
      int most = (queues + replicas - 1) / replicas;
      assertThat(share.keep().size() + share.take().size()).isLessThanOrEqualTo(most);
      assertThat(share.keep()).noneMatch(share.giveUp()::contains);
      Map<String, QueueLease> stored =
          leases.stream().collect(Collectors.toMap(QueueLease::queue, l -> l));
      assertThat(share.take())
          .doesNotHaveDuplicates()
          .allMatch(q -> !stored.containsKey(q) || !stored.get(q).until().isAfter(NOW));
      Set<String> mine = new TreeSet<>(share.keep());
      mine.addAll(share.giveUp());
      assertThat(mine)
          .isEqualTo(
              leases.stream()
                  .filter(l -> l.holder().equals(replica))
                  .map(QueueLease::queue)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Property
  void whoeverComesAndGoesAllQueuesAreReadInTheEndByEvenSharesThatStay(
      @ForAll @IntRange(min = 1, max = 20) int queues, @ForAll Random random) {
    Set<String> names = names("q", queues);
    Map<String, QueueLease> store = new HashMap<>();
    List<String> live = new ArrayList<>(List.of("r0"));
    Instant now = NOW;
    for (int step = 0; step < 40; step++) {
      now = now.plusMillis(random.nextInt(3_000));
      switch (random.nextInt(6)) {
        case 0 -> live.add("r" + random.nextInt(1_000));
        case 1 -> {
          if (live.size() > 1) {
            live.remove(random.nextInt(live.size()));
          }
        }
        default -> sweep(live.get(random.nextInt(live.size())), names, store, live, now);
      }
    }
    now = now.plus(LEASE).plusSeconds(1);
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(live, random);
      for (String replica : live) {
        sweep(replica, names, store, live, now);
      }
    }
    Map<String, String> settled = holders(store);
    assertThat(settled).containsOnlyKeys(names);
    Set<String> replicas = new TreeSet<>(live);
    for (String replica : replicas) {
      long held = settled.values().stream().filter(replica::equals).count();
      assertThat(held)
          .isBetween(
              (long) queues / replicas.size(), (queues + replicas.size() - 1L) / replicas.size());
      sweep(replica, names, store, live, now);
    }
    assertThat(holders(store)).isEqualTo(settled);
  }

  @Property
  void aReplicaThatComesLastMovesOnlyTheQueuesItGets(
      @ForAll @IntRange(max = 20) int queues, @ForAll @IntRange(min = 1, max = 5) int before) {
    Set<String> names = names("q", queues);
    List<String> live = new ArrayList<>(names("r", before));
    Map<String, QueueLease> store = new HashMap<>();
    settle(live, names, store);
    Map<String, String> were = holders(store);

    live.add("s-the-last");
    settle(live, names, store);

    holders(store)
        .forEach((queue, holder) -> assertThat(holder).isIn(were.get(queue), "s-the-last"));
  }

  private static void settle(List<String> live, Set<String> names, Map<String, QueueLease> store) {
    for (int round = 0; round < 3; round++) {
      live.forEach(replica -> sweep(replica, names, store, live, NOW));
    }
  }

  /** What Leasing does with the store, in one step. */
  private static void sweep(
      String replica,
      Set<String> names,
      Map<String, QueueLease> store,
      List<String> live,
      Instant now) {
    Share share = Share.of(replica, names, List.copyOf(store.values()), Set.copyOf(live), now);
    share.giveUp().forEach(store::remove);
    share.keep().forEach(q -> store.put(q, new QueueLease(q, replica, now.plus(LEASE))));
    share.take().forEach(q -> store.put(q, new QueueLease(q, replica, now.plus(LEASE))));
  }

  private static Map<String, String> holders(Map<String, QueueLease> store) {
    Map<String, String> holders = new TreeMap<>();
    store.forEach((queue, lease) -> holders.put(queue, lease.holder()));
    return holders;
  }

  private static List<QueueLease> anyLeases(Set<String> names, List<String> live, Random random) {
    List<QueueLease> leases = new ArrayList<>();
    for (String queue : names) {
      int holder = random.nextInt(live.size() + 2);
      if (holder <= live.size()) {
        leases.add(
            new QueueLease(
                queue,
                holder == live.size() ? "gone" : live.get(holder),
                NOW.plusMillis(random.nextInt(200) - 100)));
      }
    }
    return leases;
  }

  private static Set<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
