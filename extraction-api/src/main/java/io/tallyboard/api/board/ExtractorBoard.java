package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.api.domain.port.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The extractors, and whether they are alive. */
@ApplicationScoped
public class ExtractorBoard {
  /** Each start of a process is an instance: those long gone say nothing any more. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final int MAX_EXTRACTORS = 1_000;
  private static final int MAX_INSTANCES = 5_000;

  private final Registry registry;
  private final InstantSource clock;

  ExtractorBoard(Registry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** What was known at one moment. */
  public record Known(Instant now, List<ExtractorCard> extractors) {}

  public Uni<Known> all(Caller caller) {
    Instant since = clock.instant().minus(REMEMBERED);
    return Uni.combine()
        .all()
        .unis(registry.all(MAX_EXTRACTORS), registry.instances(since, MAX_INSTANCES))
        .asTuple()
        .map(
            found -> {
              Instant now = clock.instant();
              return new Known(
                  now, ExtractorCard.of(found.getItem1(), found.getItem2(), caller, now));
            });
  }
}
