package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody wants done to many jobs, and how far it is. It is done in small parts; who
 * does one writes down how far it came, so that any replica can go on from there.
 *
 * @param id UUIDv7
 * @param role of who asked: each job is acted on with it
 * @param ids which jobs; where there are none, the filter says which
 * @param filter as a list of jobs is asked for
 * @param priority with {@link Kind#PRIORITISE}
 * @param count how many there were when it was asked for
 * @param exact whether that was all, or as far as could be counted
 * @param done how many jobs were gone through
 * @param effects how many came to what
 * @param failures the first of those that could not be done
 * @param cursor where it goes on; null at the beginning
 * @param finishedAt null while it goes on
 * @param version rises with every write
 */
public record ManyAct(
    String id,
    Kind kind,
    UserRef by,
    Role role,
    List<String> ids,
    Map<String, String> filter,
    @Nullable Integer priority,
    Instant at,
    long count,
    boolean exact,
    long done,
    Map<String, Long> effects,
    List<Failure> failures,
    @Nullable String cursor,
    @Nullable Instant finishedAt,
    long version) {
  public static final int MAX_IDS = 10_000;
  private static final int MAX_FAILURES = 20;
  private static final String REFUSED = "REFUSED";

  /** What is done. */
  public enum Kind {
    CANCEL,
    RERUN,
    REPLAY,
    PRIORITISE;

    /** Of the states that are asked for, those in which it can be done; of none, all of these. */
    public Set<JobState> states(Set<JobState> asked) {
      EnumSet<JobState> both = EnumSet.allOf(JobState.class);
      both.removeIf(state -> !possible(state) || !(asked.isEmpty() || asked.contains(state)));
      return both;
    }

    private boolean possible(JobState state) {
      return switch (this) {
        case CANCEL -> !state.finished() || state == JobState.LOST;
        case RERUN -> state.finished();
        case REPLAY -> state == JobState.ERROR;
        case PRIORITISE -> state == JobState.SUBMITTED || state == JobState.RESUBMITTED;
      };
    }

    /** As the audit has it. */
    public String word() {
      return "jobs." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** A job that it could not be done to, and why not. */
  public record Failure(String job, String why) {}

  /** What it came to for one job: an effect, or why not. */
  public record One(String job, String effect, @Nullable String why) {
    public static One refused(String job, String why) {
      return new One(job, REFUSED, why);
    }
  }

  public ManyAct {
    ids = List.copyOf(ids);
    filter = Map.copyOf(filter);
    effects = Map.copyOf(effects);
    failures = List.copyOf(failures);
  }

  /** Further by some jobs. */
  public ManyAct further(List<One> some, @Nullable String next, @Nullable Instant end) {
    Map<String, Long> sums = new TreeMap<>(effects);
    some.forEach(one -> sums.merge(one.effect(), 1L, Long::sum));
    List<Failure> first = new java.util.ArrayList<>(failures);
    some.stream()
        .filter(one -> one.why() != null)
        .limit(Math.max(0, MAX_FAILURES - failures.size()))
        .forEach(one -> first.add(new Failure(one.job(), String.valueOf(one.why()))));
    return new ManyAct(
        id,
        kind,
        by,
        role,
        ids,
        filter,
        priority,
        at,
        count,
        exact,
        done + some.size(),
        sums,
        first,
        next,
        end,
        version + 1);
  }

  /** The filter as one reads it. */
  public String chosen() {
    return ids.isEmpty() ? words(filter) : ids.size() + " by id";
  }

  /** How many came to what, in one line. */
  public static String sums(Map<String, Long> effects) {
    return effects.isEmpty()
        ? "nothing was left to do."
        : new TreeMap<>(effects)
            .entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(java.util.stream.Collectors.joining(", ", "", "."));
  }

  public static String words(Map<String, String> filter) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(filter)
        .forEach(
            (name, value) ->
                all.append(all.isEmpty() ? "" : "&").append(name).append('=').append(value));
    return all.isEmpty() ? "all" : all.toString();
  }
}
