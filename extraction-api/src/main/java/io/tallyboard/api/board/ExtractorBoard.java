package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.ExtractorStanding;
import io.tallyboard.api.domain.JobCounts;
import io.tallyboard.api.domain.LivenessSentence;
import io.tallyboard.api.domain.PrivateExtractors;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.RecentRuns;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.JobTallies;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The extractors, whether they are alive, and what they have to do. */
@ApplicationScoped
public class ExtractorBoard {
  /** Each start of a process is an instance: those long gone say nothing any more. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final Duration RECENT = Duration.ofDays(7);
  private static final int MAX_RECENT = 1_000;
  private static final int MAX_EXTRACTORS = 1_000;
  private static final int MAX_INSTANCES = 5_000;

  private final Registry registry;
  private final Tallies tallies;
  private final JobTallies jobs;
  private final ExtractorQueues queues;
  private final SettingsStore settings;
  private final InstantSource clock;

  ExtractorBoard(
      Registry registry,
      Tallies tallies,
      JobTallies jobs,
      ExtractorQueues queues,
      SettingsStore settings,
      InstantSource clock) {
    this.registry = registry;
    this.tallies = tallies;
    this.jobs = jobs;
    this.queues = queues;
    this.settings = settings;
    this.clock = clock;
  }

  /** What was known at one moment. */
  public record Known(Instant now, List<ExtractorStanding> extractors) {}

  /** Who is alive, at one moment, and what was decided about some of them. */
  public record Alive(
      Instant now, List<ExtractorCard> extractors, Map<String, ExtractorSettings> settings) {}

  /** One extractor, and how its jobs went lately. */
  public record Closely(Instant now, ExtractorStanding extractor, RecentRuns recent) {}

  /**
   * By name.
   *
   * @param since from when on failed jobs are counted; empty: since the day began in UTC
   */
  public Uni<Known> all(Caller caller, Visibility visibility, Optional<Instant> since) {
    return seen(caller).chain(infos -> standings(infos, visibility, since.orElseGet(this::today)));
  }

  /** Without what is counted: cheap enough to be asked every few seconds. By name. */
  public Uni<Alive> alive(Caller caller) {
    return Uni.combine()
        .all()
        .unis(registry.all(MAX_EXTRACTORS), heard(), settings.all())
        .asTuple()
        .chain(
            found -> {
              List<ExtractorInfo> seen = seen(found.getItem1(), found.getItem3(), caller);
              return queues
                  .states(seen.stream().map(ExtractorInfo::queue).toList())
                  .map(
                      states -> {
                        Instant now = clock.instant();
                        return new Alive(
                            now,
                            ExtractorCard.seen(found.getItem2().cards(seen, now), states),
                            found.getItem3());
                      });
            });
  }

  /** What is known of beats, read in this order. */
  private record Heard(Watched watched, List<ExtractorInstance> instances) {
    List<ExtractorCard> cards(List<ExtractorInfo> infos, Instant now) {
      return ExtractorCard.of(infos, watched, instances, now);
    }
  }

  private Uni<Heard> heard() {
    Instant since = clock.instant().minus(REMEMBERED);
    return registry
        .watched()
        .chain(
            watched ->
                registry
                    .instances(since, MAX_INSTANCES)
                    .map(instances -> new Heard(watched, instances)));
  }

  /** Fails with {@link Refused} where none of this name was heard of, or not by the caller. */
  public Uni<Closely> byName(
      String name, Caller caller, Visibility visibility, Optional<Instant> since) {
    Uni<Known> known =
        registry
            .byName(name)
            .map(found -> found.orElseThrow(ExtractorBoard::noExtractor))
            .chain(info -> seen(List.of(info), caller))
            .invoke(
                found -> {
                  if (found.isEmpty()) {
                    throw noExtractor();
                  }
                })
            .chain(info -> standings(info, visibility, since.orElseGet(this::today)));
    Instant from = clock.instant().minus(RECENT);
    return known.chain(
        found ->
            jobs.recent(name, from, visibility, MAX_RECENT + 1)
                .map(runs -> RecentRuns.of(runs, MAX_RECENT, from))
                .map(recent -> new Closely(found.now(), found.extractors().get(0), recent)));
  }

  private Uni<List<ExtractorInfo>> seen(Caller caller) {
    return registry.all(MAX_EXTRACTORS).chain(infos -> seen(infos, caller));
  }

  /** Others' own are not there for the caller; whose they are is asked of the few that are anybody's. */
  private Uni<List<ExtractorInfo>> seen(List<ExtractorInfo> infos, Caller caller) {
    return infos.stream().allMatch(info -> info.uniqueKey() == null)
        ? Uni.createFrom().item(infos)
        : settings.all().map(said -> seen(infos, said, caller));
  }

  private static List<ExtractorInfo> seen(
      List<ExtractorInfo> infos, Map<String, ExtractorSettings> said, Caller caller) {
    return infos.stream().filter(info -> PrivateExtractors.maySee(info, said, caller)).toList();
  }

  private Instant today() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private Uni<Known> standings(List<ExtractorInfo> infos, Visibility visibility, Instant since) {
    List<String> names = infos.stream().map(ExtractorInfo::name).toList();
    return Uni.combine()
        .all()
        .unis(
            heard(),
            tallies.of(names, visibility, since),
            queues.states(infos.stream().map(ExtractorInfo::queue).toList()))
        .asTuple()
        .map(
            found -> {
              Instant now = clock.instant();
              return new Known(
                  now,
                  ExtractorCard.seen(found.getItem1().cards(infos, now), found.getItem3()).stream()
                      .map(card -> standing(card, found.getItem2(), found.getItem3(), now))
                      .toList());
            });
  }

  private static ExtractorStanding standing(
      ExtractorCard card,
      Map<String, JobCounts> counts,
      Map<String, QueueState> queues,
      Instant now) {
    Optional<QueueState> queue = Optional.ofNullable(queues.get(card.info().queue()));
    return new ExtractorStanding(
        card,
        counts.getOrDefault(card.info().name(), JobCounts.NONE),
        queue,
        LivenessSentence.of(card, queue, now));
  }

  private static Refused noExtractor() {
    return Refused.notFound("No extractor of this name was heard of.");
  }
}
