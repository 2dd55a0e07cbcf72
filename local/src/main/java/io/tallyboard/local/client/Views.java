package io.tallyboard.local.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers, as far as we need it. */
final class Views {
  private Views() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeyView(String key) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record FileView(String id, String name, String mimeType) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record JobView(
      String id,
      String extractor,
      JobState state,
      @Nullable List<AttemptView> attempts,
      @Nullable Integer attemptCount,
      @Nullable Span waiting,
      @Nullable Span running,
      @Nullable String lastMessage,
      @Nullable String waitingReason) {
    int attemptsMade() {
      if (attemptCount != null) {
        return attemptCount;
      }
      return attempts == null ? 0 : attempts.size();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record AttemptView(int number) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record EventView(String id, Event event, @Nullable String message, @Nullable Integer attempt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record EventsView(List<EventView> events) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ExtractorsView(List<ExtractorView> extractors) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ExtractorView(
      String name,
      @Nullable Liveness liveness,
      @Nullable List<RuleView> process,
      @Nullable List<InstanceView> instances) {
    long instancesOnline() {
      return instances == null
          ? 0
          : instances.stream().filter(i -> i.liveness() == Liveness.ONLINE).count();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record RuleView(String trigger, String pattern) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record InstanceView(String id, @Nullable Liveness liveness) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProblemView(@Nullable String title, @Nullable String detail) {}
}
