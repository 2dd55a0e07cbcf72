package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.actions.Many.Counted;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to many jobs, or was.
 *
 * @param filter what chose them
 * @param count how many there were when it was asked for
 * @param exact whether that was all, or as far as could be counted
 * @param done how many were gone through
 * @param effects how many came to what
 * @param failures the first of those that it could not be done to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionView(
    String id,
    String action,
    UserRef by,
    String filter,
    @Nullable Integer priority,
    Instant at,
    long count,
    boolean exact,
    long done,
    boolean finished,
    Map<String, Long> effects,
    List<ActionFailure> failures,
    @Nullable Instant finishedAt) {

  /** A job that it could not be done to, and why not. */
  public record ActionFailure(String job, String why) {}

  /**
   * What would be done.
   *
   * @param states how many of the jobs are in which
   * @param sample ids of some
   * @param perSecond to how many it would be done in a second
   */
  public record ActionCount(
      String action,
      long count,
      boolean exact,
      Map<String, Long> states,
      List<String> sample,
      int perSecond) {}

  static ActionCount of(String action, Counted counted, int perSecond) {
    return new ActionCount(
        action, counted.count(), counted.exact(), counted.states(), counted.sample(), perSecond);
  }

  static ActionView of(ManyAct act) {
    return new ActionView(
        act.id(),
        act.kind().name().toLowerCase(Locale.ROOT),
        act.by(),
        act.chosen(),
        act.priority(),
        act.at(),
        act.count(),
        act.exact(),
        act.done(),
        act.finishedAt() != null,
        act.effects(),
        act.failures().stream().map(f -> new ActionFailure(f.job(), f.why())).toList(),
        act.finishedAt());
  }
}
