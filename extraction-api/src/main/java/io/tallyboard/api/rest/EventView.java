package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.Level;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An update, as a client reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventView(
    String id,
    Event event,
    Level level,
    Source source,
    String message,
    @Nullable String status,
    @Nullable Instant at,
    @Nullable String claimedAt,
    Instant receivedAt,
    @Nullable Integer attempt) {

  static EventView of(EventCard card) {
    Extraction e = card.extraction();
    return new EventView(
        e.id(),
        e.event(),
        card.level(),
        e.source(),
        card.text(),
        e.status(),
        e.at(),
        e.claimedAt(),
        e.receivedAt(),
        card.attempt().isPresent() ? card.attempt().getAsInt() : null);
  }
}
