package io.tallyboard.tracker.rebuild;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at doubtful records again and again, all of them in each round, until each shows nothing, or
 * thrice the same: a live service may be between log and record, and never for long.
 */
final class Rounds {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int STILL = 3;

  /** One that is never the same is told as it was last seen. */
  private static final int MAX = 20;

  private Rounds() {}

  private record Doubt(
      Supplier<Uni<List<Finding>>> look, List<Finding> seen, int alike, int reads) {

    Uni<Doubt> again() {
      return look.get()
          .map(now -> new Doubt(look, now, now.equals(seen) ? alike + 1 : 1, reads + 1));
    }

    boolean decided() {
      return seen.isEmpty() || alike >= STILL || reads >= MAX;
    }
  }

  /**
   * Looks.
   *
   * @param report is told what stands
   */
  static Uni<Void> until(
      Collection<Supplier<Uni<List<Finding>>>> looks, Consumer<List<Finding>> report) {
    return round(looks.stream().map(look -> new Doubt(look, List.of(), 0, 0)).toList(), report);
  }

  private static Uni<Void> round(List<Doubt> doubts, Consumer<List<Finding>> report) {
    List<Doubt> open = new ArrayList<>();
    return Multi.createFrom()
        .iterable(doubts)
        .onItem()
        .transformToUniAndConcatenate(Doubt::again)
        .invoke(
            doubt -> {
              if (!doubt.decided()) {
                open.add(doubt);
              } else if (!doubt.seen().isEmpty()) {
                report.accept(doubt.seen());
              }
            })
        .collect()
        .last()
        .chain(
            () ->
                open.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : pause().chain(() -> round(open, report)));
  }

  private static Uni<Void> pause() {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .onExecutor(Infrastructure.getDefaultWorkerPool())
        .by(PAUSE);
  }
}
