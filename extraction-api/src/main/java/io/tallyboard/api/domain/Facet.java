package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What jobs can be counted by. */
public enum Facet {
  STATE,
  EXTRACTOR,
  USER,
  HOW,
  VERSION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Facet> of(String word) {
    return Arrays.stream(values()).filter(facet -> facet.word().equals(word)).findFirst();
  }

  /** A job's value; empty where it has none. */
  public Optional<String> value(JobCard job) {
    Optional<Request> request = Optional.ofNullable(job.request());
    return switch (this) {
      case STATE -> Optional.of(job.state().name());
      case EXTRACTOR -> Optional.ofNullable(job.extractor());
      case USER -> request.map(Request::user).map(UserRef::id);
      case HOW -> Optional.of(job.how().name());
      case VERSION -> request.map(Request::extractorVersion);
    };
  }
}
