package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.Role;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to many jobs, as it is stored.
 *
 * @param filter a list of names and values: names are no fields of ours
 * @param heldUntil until when somebody is at it
 */
public record ManyActDocument(
    @BsonId String id,
    ManyAct.Kind kind,
    UserRef by,
    Role role,
    List<String> ids,
    List<Pair> filter,
    @Nullable Integer priority,
    Instant at,
    long count,
    boolean exact,
    long done,
    List<Sum> effects,
    List<Told> failures,
    @Nullable String cursor,
    @Nullable Instant finishedAt,
    long version,
    boolean open,
    Instant heldUntil) {

  /** A filter's name and what it is to be. */
  public record Pair(String name, String value) {}

  /** How many came to the same. */
  public record Sum(String effect, long count) {}

  /** Why it could not be done to a job. */
  public record Told(String job, String why) {}

  static ManyActDocument of(ManyAct a, Instant heldUntil) {
    return new ManyActDocument(
        a.id(),
        a.kind(),
        a.by(),
        a.role(),
        a.ids(),
        a.filter().entrySet().stream().map(e -> new Pair(e.getKey(), e.getValue())).toList(),
        a.priority(),
        a.at(),
        a.count(),
        a.exact(),
        a.done(),
        a.effects().entrySet().stream().map(e -> new Sum(e.getKey(), e.getValue())).toList(),
        a.failures().stream().map(f -> new Told(f.job(), f.why())).toList(),
        a.cursor(),
        a.finishedAt(),
        a.version(),
        a.finishedAt() == null,
        heldUntil);
  }

  ManyAct toAct() {
    return new ManyAct(
        id,
        kind,
        by,
        role,
        ids,
        filter.stream().collect(Collectors.toMap(Pair::name, Pair::value)),
        priority,
        at,
        count,
        exact,
        done,
        effects.stream().collect(Collectors.toMap(Sum::effect, Sum::count)),
        failures.stream().map(f -> new ManyAct.Failure(f.job(), f.why())).toList(),
        cursor,
        finishedAt,
        version);
  }
}
