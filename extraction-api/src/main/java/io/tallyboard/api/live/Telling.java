package io.tallyboard.api.live;

import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.ExtractorCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Hands one event to many: written once, and only if anybody wants it. */
@ApplicationScoped
class Telling {
  private final Frames frames;
  private final Progress progress;
  private final ApiMetrics metrics;

  Telling(Frames frames, Progress progress, ApiMetrics metrics) {
    this.frames = frames;
    this.progress = progress;
    this.metrics = metrics;
  }

  void job(Cards.Card card, List<Follower> followers) {
    if (!followers.isEmpty()) {
      tell(job(card, progress.cursor(card.changed().changedAt())), followers);
    }
  }

  Waiting.Event job(Cards.Card card, Instant cursor) {
    return new Waiting.Event(
        subject(card), card.changed().job().version(), frames.job(card.card(), cursor));
  }

  static String subject(Cards.Card card) {
    return "job " + card.changed().job().id();
  }

  void tell(Waiting.Event event, List<Follower> followers) {
    metrics.streamed(followers.size());
    for (Follower follower : followers) {
      if (follower.offer(event, () -> frames.reset(Frames.Reset.LAGGED, progress.through()))) {
        metrics.shed();
      }
    }
  }

  Waiting.Event extractor(ExtractorCard card, long version, Instant now) {
    return new Waiting.Event(
        "extractor " + card.info().name(), version, frames.extractor(card, now));
  }
}
