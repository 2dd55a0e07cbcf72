package io.tallyboard.api.rest;

import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.Lengths;
import io.tallyboard.api.domain.Times;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which jobs are asked for, as it stands in an address. */
record JobParams(
    @RestQuery @Nullable String id,
    @RestQuery @Nullable String resource,
    @RestQuery @Nullable String dataset,
    @RestQuery @Nullable String extractor,
    @RestQuery @Nullable String version,
    @RestQuery @Nullable String user,
    @RestQuery @Nullable String how,
    @RestQuery @Nullable String state,
    @RestQuery @Nullable String identity,
    @RestQuery @Nullable String minAttempts,
    @RestQuery @Nullable String trouble,
    @RestQuery @Nullable String text,
    @RestQuery @Nullable String from,
    @RestQuery @Nullable String to,
    @RestQuery @Nullable String finishedFrom,
    @RestQuery @Nullable String finishedTo,
    @RestQuery @Nullable String minElapsed,
    @RestQuery @Nullable String maxElapsed,
    @RestQuery @Nullable String minWaiting,
    @RestQuery @Nullable String maxWaiting) {

  static final List<String> NAMES =
      List.of(
          "id",
          "resource",
          "dataset",
          "extractor",
          "version",
          "user",
          "how",
          "state",
          "identity",
          "minAttempts",
          "trouble",
          "text",
          "from",
          "to",
          "finishedFrom",
          "finishedTo",
          "minElapsed",
          "maxElapsed",
          "minWaiting",
          "maxWaiting");

  private static final int MOST_IDS = 100;
  private static final int MOST_EXTRACTORS = 20;
  private static final int MOST_ATTEMPTS = 1_000_000_000;
  private static final int SHORTEST_TEXT = 2;
  private static final int LONGEST_TEXT = 200;

  JobFilter filter() {
    return new JobFilterBuilder()
        .ids(Queries.some("id", id, MOST_IDS))
        .resource(Queries.given(resource).map(Queries::resource))
        .dataset(Queries.id("dataset", dataset))
        .extractors(Queries.some("extractor", extractor, MOST_EXTRACTORS))
        .version(Queries.id("version", version))
        .user(Queries.id("user", user))
        .hows(Queries.words("how", how, EnumSet.allOf(How.class)))
        .states(Queries.words("state", state, EnumSet.allOf(JobState.class)))
        .identity(Queries.word("identity", identity, EnumSet.allOf(Identity.class)))
        .attempts(Queries.number("minAttempts", minAttempts, MOST_ATTEMPTS).orElse(0))
        .trouble(
            Queries.words("trouble", trouble, Set.of(Event.STALLED, Event.SUSPECT, Event.LOOPING)))
        .text(Queries.text("text", text, SHORTEST_TEXT, LONGEST_TEXT))
        .created(times("from", from, "to", to))
        .finished(times("finishedFrom", finishedFrom, "finishedTo", finishedTo))
        .elapsed(lengths("minElapsed", minElapsed, "maxElapsed", maxElapsed))
        .waiting(lengths("minWaiting", minWaiting, "maxWaiting", maxWaiting))
        .build();
  }

  private static Times times(
      String fromName, @Nullable String from, String toName, @Nullable String to) {
    return new Times(Queries.instant(fromName, from), Queries.instant(toName, to));
  }

  private static Lengths lengths(
      String minName, @Nullable String min, String maxName, @Nullable String max) {
    return new Lengths(Queries.millis(minName, min), Queries.millis(maxName, max));
  }
}
