package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import java.util.Optional;
import java.util.Set;

/** Puts a filter together; what is not set does not matter. */
public final class JobFilterBuilder {
  private Set<String> ids = Set.of();
  private Optional<ResourceRef> resource = Optional.empty();
  private Optional<String> dataset = Optional.empty();
  private Set<String> extractors = Set.of();
  private Optional<String> version = Optional.empty();
  private Optional<String> user = Optional.empty();
  private Set<How> hows = Set.of();
  private Set<JobState> states = Set.of();
  private Optional<Identity> identity = Optional.empty();
  private int attempts;
  private Set<Event> trouble = Set.of();
  private Optional<String> text = Optional.empty();
  private Times created = Times.any();
  private Times finished = Times.any();
  private Lengths elapsed = Lengths.any();
  private Lengths waiting = Lengths.any();

  public JobFilterBuilder ids(Set<String> asked) {
    ids = asked;
    return this;
  }

  public JobFilterBuilder resource(Optional<ResourceRef> asked) {
    resource = asked;
    return this;
  }

  public JobFilterBuilder dataset(Optional<String> asked) {
    dataset = asked;
    return this;
  }

  public JobFilterBuilder extractors(Set<String> asked) {
    extractors = asked;
    return this;
  }

  public JobFilterBuilder version(Optional<String> asked) {
    version = asked;
    return this;
  }

  public JobFilterBuilder user(Optional<String> asked) {
    user = asked;
    return this;
  }

  public JobFilterBuilder hows(Set<How> asked) {
    hows = asked;
    return this;
  }

  public JobFilterBuilder states(Set<JobState> asked) {
    states = asked;
    return this;
  }

  public JobFilterBuilder identity(Optional<Identity> asked) {
    identity = asked;
    return this;
  }

  public JobFilterBuilder attempts(int asked) {
    attempts = asked;
    return this;
  }

  public JobFilterBuilder trouble(Set<Event> asked) {
    trouble = asked;
    return this;
  }

  public JobFilterBuilder text(Optional<String> asked) {
    text = asked;
    return this;
  }

  public JobFilterBuilder created(Times asked) {
    created = asked;
    return this;
  }

  public JobFilterBuilder finished(Times asked) {
    finished = asked;
    return this;
  }

  public JobFilterBuilder elapsed(Lengths asked) {
    elapsed = asked;
    return this;
  }

  public JobFilterBuilder waiting(Lengths asked) {
    waiting = asked;
    return this;
  }

  public JobFilter build() {
    return new JobFilter(
        ids,
        resource,
        dataset,
        extractors,
        version,
        user,
        hows,
        states,
        identity,
        attempts,
        trouble,
        text,
        created,
        finished,
        elapsed,
        waiting);
  }
}
