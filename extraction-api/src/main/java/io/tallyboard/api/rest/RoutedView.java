package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.dispatch.EventIntake.Routed;
import io.tallyboard.api.domain.routing.Verdict;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.ExtractorInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event came to: who runs, and who does not. */
public record RoutedView(List<Match> matches, List<Skip> skipped) {

  /**
   * An extractor that runs.
   *
   * @param rule that fits
   * @param job its id; absent where nothing was to be made
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Match(
      String extractor, ExtractorInfo.Rule rule, ResourceRef resource, @Nullable String job) {}

  /** An extractor that does not. */
  public record Skip(String extractor, Verdict.Reason reason, String why, ResourceRef resource) {}

  static RoutedView of(List<Routed> routed) {
    List<Match> matches = new ArrayList<>();
    List<Skip> skipped = new ArrayList<>();
    for (Routed one : routed) {
      String name = one.verdict().extractor().name();
      if (one.verdict() instanceof Verdict.Runs runs) {
        matches.add(new Match(name, runs.rule(), one.resource(), one.jobId().orElse(null)));
      } else if (one.verdict() instanceof Verdict.Skipped skip) {
        skipped.add(new Skip(name, skip.reason(), skip.why(), one.resource()));
      }
    }
    return new RoutedView(matches, skipped);
  }
}
