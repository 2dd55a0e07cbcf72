package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Records in memory. A write of many may be cut short between any two. */
public class MemoryJobStore implements JobStore {
  private final Map<String, Job> jobs = new ConcurrentSkipListMap<>();
  private final Map<String, Lane> lanes = new ConcurrentSkipListMap<>();
  private final Faults faults;

  public MemoryJobStore(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Uni<Map<String, Job>> jobs(Set<String> ids) {
    return Uni.createFrom().item(() -> of(jobs, ids));
  }

  private static <T> Map<String, T> of(Map<String, T> all, Set<String> ids) {
    return all.entrySet().stream()
        .filter(e -> ids.contains(e.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Uni<List<Job>> jobsOfLane(String lane) {
    return Uni.createFrom()
        .item(() -> jobs.values().stream().filter(j -> lane.equals(j.lane())).toList());
  }

  @Override
  public Uni<Set<String>> write(Collection<Job> changed) {
    return write(jobs, changed, Job::id, Job::version);
  }

  @Override
  public Uni<Boolean> remove(String id, long version) {
    return Uni.createFrom()
        .item(
            () -> {
              faults.before("remove");
              Job there = jobs.get(id);
              return there != null && there.version() == version && jobs.remove(id) != null;
            });
  }

  @Override
  public Uni<Map<String, Lane>> lanes(Set<String> ids) {
    return Uni.createFrom().item(() -> of(lanes, ids));
  }

  @Override
  public Uni<Set<String>> writeLanes(List<Lane> changed) {
    return write(lanes, changed, Lane::id, Lane::version);
  }

  private <T> Uni<Set<String>> write(
      Map<String, T> into,
      Collection<T> changed,
      Function<T, String> id,
      ToLongFunction<T> version) {
    return Uni.createFrom()
        .item(
            () -> {
              Set<String> lost = new HashSet<>();
              for (T record : changed) {
                faults.before("write");
                String key = id.apply(record);
                T there = into.get(key);
                long before = there == null ? 0 : version.applyAsLong(there);
                if (before == version.applyAsLong(record) - 1) {
                  into.put(key, record);
                } else if (version.applyAsLong(record) == 1 || !record.equals(there)) {
                  lost.add(key);
                }
              }
              faults.after("write");
              return lost;
            });
  }

  public List<Job> all() {
    return new ArrayList<>(jobs.values());
  }
}
