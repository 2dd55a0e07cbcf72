package io.tallyboard.api.domain;

import java.util.Optional;

/** A page of jobs, the newest first, as far as the caller may see them. */
public record JobQuery(
    JobFilter filter, Visibility visibility, int limit, Optional<PagePoint> after) {

  /** One more than asked for: it tells whether there is a next page. */
  public int oneMore() {
    return limit + 1;
  }
}
