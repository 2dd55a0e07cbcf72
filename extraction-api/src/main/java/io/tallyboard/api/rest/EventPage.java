package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.EventCard;
import io.tallyboard.api.domain.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of a job's events; {@code next} is the cursor of those that follow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventPage(List<EventView> events, @Nullable String next) {
  static EventPage of(Page<EventCard> page) {
    return new EventPage(
        page.items().stream().map(EventView::of).toList(), page.next().orElse(null));
  }
}
