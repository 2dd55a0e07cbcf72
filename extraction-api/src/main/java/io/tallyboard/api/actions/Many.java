package io.tallyboard.api.actions;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Confirmation;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.VisibilityRule;
import io.tallyboard.api.domain.port.JobFilters;
import io.tallyboard.api.domain.port.ManyActs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what somebody wants done to many jobs: counted first, then confirmed, then begun. */
@ApplicationScoped
public class Many {
  private static final int SAMPLE = 5;
  private static final int IDS_AT_ONCE = 100;

  private final JobBoard board;
  private final JobFilters filters;
  private final ManyActs acts;
  private final JobIds ids;
  private final Audit audit;
  private final InstantSource clock;

  Many(
      JobBoard board,
      JobFilters filters,
      ManyActs acts,
      JobIds ids,
      Audit audit,
      InstantSource clock) {
    this.board = board;
    this.filters = filters;
    this.acts = acts;
    this.ids = ids;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is wanted. */
  public record Order(
      ManyAct.Kind kind, List<String> ids, Map<String, String> filter, @Nullable Integer priority) {
    public Order {
      ids = List.copyOf(ids);
      filter = Map.copyOf(filter);
    }
  }

  /**
   * How many it would be done to.
   *
   * @param exact whether that is all of them
   * @param states how many are in which
   * @param sample ids of some
   */
  public record Counted(long count, boolean exact, Map<String, Long> states, List<String> sample) {}

  /** Operators act on every job, others on theirs. */
  static Visibility visibility(Caller caller) {
    return Visibility.of(VisibilityRule.OWN, caller);
  }

  public Uni<Counted> count(Order order, Caller caller) {
    return Multi.createFrom()
        .iterable(parts(order))
        .onItem()
        .transformToUniAndConcatenate(filter -> count(filter, order.kind(), caller))
        .collect()
        .asList()
        .map(Many::sum);
  }

  /** A list finds few ids at once. */
  private List<JobFilter> parts(Order order) {
    if (order.ids().isEmpty()) {
      return List.of(filters.read(order.filter()));
    }
    List<String> all = order.ids();
    return java.util.stream.IntStream.iterate(0, i -> i < all.size(), i -> i + IDS_AT_ONCE)
        .mapToObj(i -> all.subList(i, Math.min(all.size(), i + IDS_AT_ONCE)))
        .map(some -> new JobFilterBuilder().ids(Set.copyOf(some)).build())
        .toList();
  }

  private Uni<Counted> count(JobFilter filter, ManyAct.Kind kind, Caller caller) {
    Optional<JobFilter> wanted = wanted(filter, kind);
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(new Counted(0, true, Map.of(), List.of()));
    }
    Visibility visibility = visibility(caller);
    JobQuery first = new JobQuery(wanted.get(), visibility, SAMPLE, Optional.empty());
    return Uni.combine()
        .all()
        .unis(board.counts(wanted.get(), visibility, Set.of(Facet.STATE)), board.page(first))
        .asTuple()
        .map(
            found ->
                counted(
                    found.getItem1(), found.getItem2().items().stream().map(JobCard::id).toList()));
  }

  private static Counted counted(FacetCounts counts, List<String> sample) {
    Map<String, Long> states = new TreeMap<>();
    counts.most(Facet.STATE, Integer.MAX_VALUE).forEach(v -> states.put(v.value(), v.count()));
    return new Counted(counts.counted(), counts.complete(), states, sample);
  }

  private static Counted sum(List<Counted> parts) {
    Map<String, Long> states = new TreeMap<>();
    parts.forEach(p -> p.states().forEach((state, n) -> states.merge(state, n, Long::sum)));
    return new Counted(
        parts.stream().mapToLong(Counted::count).sum(),
        parts.stream().allMatch(Counted::exact),
        states,
        parts.stream().flatMap(p -> p.sample().stream()).limit(SAMPLE).toList());
  }

  /** Of the jobs those that it can be done to; empty where there can be none. */
  static Optional<JobFilter> wanted(JobFilter filter, ManyAct.Kind kind) {
    Set<io.tallyboard.contract.JobState> states = kind.states(filter.states());
    return states.isEmpty()
        ? Optional.empty()
        : Optional.of(filter.narrowed(filter.ids(), states, filter.created()));
  }

  /**
   * Begins it.
   *
   * @param expected how many whoever asks was told that there are
   */
  public Uni<ManyAct> begin(Order order, long expected, Caller caller) {
    return count(order, caller)
        .map(
            counted -> {
              if (Confirmation.differs(counted.count(), expected)) {
                throw Refused.conflict(
                    "It would be done to %d%s jobs, not to %d: count again, and confirm that number."
                        .formatted(counted.count(), counted.exact() ? "" : " or more", expected));
              }
              return new ManyAct(
                  ids.next(),
                  order.kind(),
                  caller.user(),
                  caller.role(),
                  order.ids(),
                  order.filter(),
                  order.priority(),
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  counted.count(),
                  counted.exact(),
                  0,
                  Map.of(),
                  List.of(),
                  null,
                  null,
                  1);
            })
        .call(acts::add)
        .call(
            act ->
                audit.note(
                    caller.user(),
                    act.kind().word(),
                    "action/" + act.id(),
                    act.count(),
                    "Asked for.",
                    act.chosen()));
  }

  /** Operators see all, others their own. */
  public Uni<ManyAct> byId(String id, Caller caller) {
    return acts.byId(id)
        .map(
            found ->
                found
                    .filter(
                        act ->
                            caller.role().covers(Role.OPERATOR)
                                || act.by().id().equals(caller.user().id()))
                    .orElseThrow(() -> Refused.notFound("There is no action of this id.")));
  }
}
