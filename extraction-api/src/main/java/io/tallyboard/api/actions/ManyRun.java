package io.tallyboard.api.actions;

import com.fasterxml.uuid.Generators;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.OneAct.Acted;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.config.ActionsConfig;
import io.tallyboard.api.dispatch.Preparation;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.ManyAct.One;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Times;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobFilters;
import io.tallyboard.api.domain.port.ManyActs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does to many jobs what was asked for, so many a second. Whatever it did and did not write down is done
 * once more, and comes to the same: a job that is cancelled stays so, one that was run again has its id.
 */
@ApplicationScoped
class ManyRun {
  private static final Logger LOG = Logger.getLogger(ManyRun.class);
  private static final UUID NAMESPACE = UUID.fromString("6ec3a9d0-4d4b-5f0a-9a53-27b1d6c1f0aa");
  private static final Duration HOLD = Duration.ofSeconds(30);
  private static final int AT_ONCE = 8;

  private final ManyActs acts;
  private final JobFilters filters;
  private final JobBoard board;
  private final OneAct one;
  private final Audit audit;
  private final ActionsConfig config;
  private final Preparation preparation;
  private final InstantSource clock;

  ManyRun(
      ManyActs acts,
      JobFilters filters,
      JobBoard board,
      OneAct one,
      Audit audit,
      ActionsConfig config,
      Preparation preparation,
      InstantSource clock) {
    this.acts = acts;
    this.filters = filters;
    this.board = board;
    this.one = one;
    this.audit = audit;
    this.config = config;
    this.preparation = preparation;
    this.clock = clock;
  }

  @Scheduled(every = "1S", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goOn() {
    if (!preparation.done()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    return acts.claim(now, now.plus(HOLD))
        .chain(found -> found.map(this::part).orElseGet(() -> Uni.createFrom().voidItem()))
        .onFailure()
        .invoke(e -> LOG.warnf("what is done to many waits: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** As much as one second is for. */
  private Uni<Void> part(ManyAct act) {
    return next(act)
        .chain(
            jobs ->
                Multi.createFrom()
                    .iterable(jobs.ids())
                    .onItem()
                    .transformToUni(id -> done(act, id))
                    .merge(AT_ONCE)
                    .collect()
                    .asList()
                    .call(some -> audit.noteAll(act.by(), deeds(some)))
                    .map(some -> further(act, some, jobs.cursor())))
        .call(next -> acts.write(next, clock.instant()))
        .chain(next -> next.finishedAt() == null ? Uni.createFrom().voidItem() : noted(next));
  }

  /** Which jobs are next; no cursor where these are the last. */
  private record Next(List<String> ids, @Nullable String cursor) {}

  private Uni<Next> next(ManyAct act) {
    int rate = Math.max(1, config.rate());
    if (!act.ids().isEmpty()) {
      int from = act.cursor() == null ? 0 : Integer.parseInt(act.cursor());
      int to = Math.min(act.ids().size(), from + rate);
      return Uni.createFrom()
          .item(
              new Next(
                  act.ids().subList(from, to), to < act.ids().size() ? String.valueOf(to) : null));
    }
    JobFilter asked = filters.read(act.filter());
    // What came after it was asked for was not meant.
    Instant end = act.at().plusMillis(1);
    Times created =
        new Times(
            asked.created().from(),
            Optional.of(asked.created().to().filter(end::isAfter).orElse(end)));
    Optional<JobFilter> wanted =
        Many.wanted(asked.narrowed(asked.ids(), asked.states(), created), act.kind());
    Optional<JobPoint> after =
        Optional.ofNullable(act.cursor()).map(text -> JobPoint.of(text, JobSort.NEWEST));
    return wanted
        .map(
            filter ->
                board
                    .page(new JobQuery(filter, Many.visibility(caller(act)), rate, after))
                    .map(
                        list ->
                            new Next(
                                list.items().stream().map(JobCard::id).toList(),
                                list.next().map(JobPoint::cursor).orElse(null))))
        .orElseGet(() -> Uni.createFrom().item(new Next(List.of(), null)));
  }

  private static List<Deed> deeds(List<Acted> some) {
    return some.stream().map(Acted::deed).flatMap(Optional::stream).toList();
  }

  private Uni<Acted> done(ManyAct act, String job) {
    return Uni.createFrom()
        .deferred(() -> one.act(act, job, newId(act, job), caller(act), Visibility.all()))
        .onFailure(Refused.class)
        .recoverWithItem(
            e -> new Acted(One.refused(job, String.valueOf(e.getMessage())), Optional.empty()));
  }

  /** The same however often it is done. */
  private static String newId(ManyAct act, String job) {
    return Generators.nameBasedGenerator(NAMESPACE).generate(act.id() + "\n" + job).toString();
  }

  private static Caller caller(ManyAct act) {
    return new Caller(act.by(), act.role(), "action/" + act.id());
  }

  private ManyAct further(ManyAct act, List<Acted> some, @Nullable String cursor) {
    Instant end = cursor == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : null;
    return act.further(some.stream().map(Acted::one).toList(), cursor, end);
  }

  private Uni<Void> noted(ManyAct act) {
    return audit.note(
        act.by(),
        act.kind().word(),
        "action/" + act.id(),
        act.done(),
        "Done: " + ManyAct.sums(act.effects()),
        act.chosen());
  }
}
