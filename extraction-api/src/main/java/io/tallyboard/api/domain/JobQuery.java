package io.tallyboard.api.domain;

import java.util.Optional;

/** A page of a sorted list of jobs, as far as the caller may see them. */
public record JobQuery(
    JobFilter filter, Visibility visibility, JobSort sort, int limit, Optional<JobPoint> after) {

  /** The newest first. */
  public JobQuery(JobFilter filter, Visibility visibility, int limit, Optional<JobPoint> after) {
    this(filter, visibility, JobSort.NEWEST, limit, after);
  }

  /** One more than asked for: it tells whether there is a next page. */
  public int oneMore() {
    return limit + 1;
  }

  /** The users whose jobs are asked for and may be seen: none where those are not the same. */
  public Users users() {
    Optional<String> only = visibility.onlyUser();
    Optional<String> asked = filter.user();
    boolean nobody = only.isPresent() && asked.isPresent() && !only.equals(asked);
    return new Users(nobody, asked.or(() -> only));
  }

  /**
   * Whose jobs.
   *
   * @param nobody there are none to be seen
   * @param one this one's; empty for everybody's
   */
  public record Users(boolean nobody, Optional<String> one) {}
}
