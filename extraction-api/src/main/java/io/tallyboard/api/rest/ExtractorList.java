package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.board.ExtractorBoard;
import io.tallyboard.api.domain.ExtractorCard;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extractors that were heard of, with liveness as of {@code now}. */
public record ExtractorList(Instant now, List<ExtractorView> extractors) {

  /** One extractor. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ExtractorView(
      String name,
      String queue,
      @Nullable String version,
      @Nullable String description,
      List<ExtractorInfo.Rule> process,
      Instant lastSeen,
      Liveness liveness,
      List<InstanceView> instances) {}

  /** One of its processes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InstanceView(
      String id,
      @Nullable String version,
      Liveness liveness,
      Instant firstBeat,
      Instant lastBeat,
      long periodMillis,
      long silenceMillis) {

    static InstanceView of(ExtractorInstance instance, Instant now) {
      return new InstanceView(
          instance.id(),
          instance.version(),
          instance.liveness(now),
          instance.firstBeat(),
          instance.lastBeat(),
          instance.period().toMillis(),
          instance.silence().toMillis());
    }
  }

  static ExtractorList of(ExtractorBoard.Known known) {
    return new ExtractorList(
        known.now(), known.extractors().stream().map(card -> view(card, known.now())).toList());
  }

  private static ExtractorView view(ExtractorCard card, Instant now) {
    ExtractorInfo info = card.info();
    return new ExtractorView(
        info.name(),
        info.queue(),
        info.version(),
        info.description(),
        info.process(),
        info.lastSeen(),
        card.liveness(),
        card.instances().stream().map(instance -> InstanceView.of(instance, now)).toList());
  }
}
