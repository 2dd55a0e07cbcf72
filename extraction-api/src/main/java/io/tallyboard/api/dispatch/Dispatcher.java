package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Brings submissions on their way: each is announced, in batches for as long as there are more, and
 * then stands in its extractor's line. Asking never blocks.
 */
@ApplicationScoped
public class Dispatcher {
  private static final int BATCH = 500;

  private final Outbox outbox;
  private final Sending sending;
  private final TopUps topUps;
  private final InstantSource clock;
  private final int atOnce;
  private final Again announcing = new Again("announcing", this::announceFresh);
  private final Deque<Submission> fresh = new ArrayDeque<>();
  private boolean others;

  Dispatcher(Outbox outbox, Sending sending, TopUps topUps, InstantSource clock, ApiConfig config) {
    this.outbox = outbox;
    this.sending = sending;
    this.topUps = topUps;
    this.clock = clock;
    this.atOnce = config.dispatch().atOnce();
  }

  /** Begins to send what was just accepted, and returns. */
  public void sendSoon(Submission accepted) {
    remember(accepted);
    announcing.ask();
  }

  /** Begins to send whatever of the extractor's queue waits, and returns. */
  public void topUp(String queue) {
    topUps.ask(queue);
  }

  /** Too many to remember are found in the store. */
  private synchronized void remember(Submission accepted) {
    if (fresh.size() < atOnce) {
      fresh.add(accepted);
    } else {
      others = true;
    }
  }

  private synchronized List<Submission> taken() {
    List<Submission> all = new ArrayList<>(fresh);
    fresh.clear();
    return all;
  }

  private synchronized boolean more() {
    boolean more = others;
    others = false;
    return more;
  }

  private Uni<Void> announceFresh() {
    List<Submission> some = taken();
    if (!some.isEmpty()) {
      return announce(some).chain(this::announceFresh);
    }
    return more() ? announceLeft().replaceWithVoid() : Uni.createFrom().voidItem();
  }

  /** All that are accepted, for as long as that gets ahead; whether it did to the end. */
  Uni<Boolean> announceLeft() {
    return outbox
        .unannounced(clock.instant(), BATCH)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(true)
                    : announce(due)
                        .chain(
                            told ->
                                told == 0
                                    ? Uni.createFrom().item(false)
                                    : due.size() < BATCH
                                        ? Uni.createFrom().item(true)
                                        : announceLeft()));
  }

  private Uni<Integer> announce(List<Submission> accepted) {
    return sending
        .announce(accepted)
        .invoke(told -> told.stream().map(Submission::queue).distinct().forEach(topUps::ask))
        .map(List::size);
  }
}
