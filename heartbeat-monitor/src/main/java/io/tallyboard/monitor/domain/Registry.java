package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds what was heard to an extractor's entry. Adding the same again changes nothing, and the order of
 * adding does not matter: so several replicas may do it, and any of it may be repeated.
 */
public final class Registry {
  private static final long MAX_WEIGHT = 32L << 20;
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(10);

  private final Duration beside;
  private final Descriptions known = new Descriptions(MAX_WEIGHT);

  /**
   * Knows no description yet.
   *
   * @param beside not heard for so long while others were, a version no longer stands beside them
   */
  public Registry(Duration beside) {
    this.beside = beside;
  }

  /**
   * The entry with what was heard.
   *
   * @param heard of this extractor's instances, at least one
   * @return {@code stored} itself if nothing is new; else with the next record version
   */
  public ExtractorInfo merge(
      @Nullable ExtractorInfo stored, ExtractorName name, List<Heard> heard) {
    heard.stream().map(h -> h.beat().description()).flatMap(Stream::ofNullable).forEach(known::put);
    Revisions before = Revisions.of(stored);
    Revisions after = before.with(heard, beside);
    Revision standing = after.standing(beside).orElse(null);
    Description description = standing == null ? null : known.get(standing.digest());

    Instant firstSeen = earliest(stored, heard);
    Instant lastSeen = latest(stored, heard);
    long version = stored == null ? 0 : stored.recordVersion();
    ExtractorInfo merged;
    if (description != null && standing != null) {
      merged = entry(description, standing.number(), after, firstSeen, lastSeen, version);
    } else if (stored != null) {
      merged = kept(stored, before, after, firstSeen, lastSeen);
    } else {
      merged = undescribed(name, heard.get(0).beat(), firstSeen, lastSeen);
    }
    return stored != null && merged.equals(stored) ? stored : withVersion(merged, version + 1);
  }

  /**
   * Whether nothing is new but that it was heard again, and lately: each beat would cost a write of
   * the whole entry. Its instances know the moment.
   */
  public static boolean canWait(ExtractorInfo stored, ExtractorInfo merged) {
    ExtractorInfo untimed =
        times(merged, stored.revisions(), stored.lastSeen(), stored.recordVersion());
    return untimed.equals(stored)
        && Revisions.of(merged).sameButHeardUntil(Revisions.of(stored), WRITTEN_EVERY)
        && Duration.between(stored.lastSeen(), merged.lastSeen()).compareTo(WRITTEN_EVERY) < 0;
  }

  private static ExtractorInfo entry(
      Description d, int number, Revisions all, Instant firstSeen, Instant lastSeen, long version) {
    return new ExtractorInfo(
        d.name().value(),
        d.queue(),
        d.version(),
        d.description(),
        d.author(),
        d.owner(),
        d.uniqueKey(),
        d.process(),
        d.parameters(),
        d.info(),
        number,
        all.list(),
        firstSeen,
        lastSeen,
        version);
  }

  /** What it says stays until a beat of the description that stands is at hand. */
  private static ExtractorInfo kept(
      ExtractorInfo s, Revisions before, Revisions after, Instant firstSeen, Instant lastSeen) {
    Revision shown = before.numbered(s.revision());
    int number =
        shown == null
            ? s.revision()
            : after.list().stream()
                .filter(r -> r.digest().equals(shown.digest()))
                .mapToInt(Revision::number)
                .findFirst()
                .orElse(s.revision());
    return new ExtractorInfo(
        s.name(),
        s.queue(),
        s.version(),
        s.description(),
        s.author(),
        s.owner(),
        s.uniqueKey(),
        s.process(),
        s.parameters(),
        s.info(),
        number,
        after.list(),
        firstSeen,
        lastSeen,
        s.recordVersion());
  }

  private static ExtractorInfo undescribed(
      ExtractorName name, Beat beat, Instant firstSeen, Instant lastSeen) {
    return new ExtractorInfo(
        name.value(),
        beat.queue(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        0,
        List.of(),
        firstSeen,
        lastSeen,
        0);
  }

  private static ExtractorInfo withVersion(ExtractorInfo e, long version) {
    return times(e, e.revisions(), e.lastSeen(), version);
  }

  private static ExtractorInfo times(
      ExtractorInfo e, List<Revision> revisions, Instant lastSeen, long version) {
    return new ExtractorInfo(
        e.name(),
        e.queue(),
        e.version(),
        e.description(),
        e.author(),
        e.owner(),
        e.uniqueKey(),
        e.process(),
        e.parameters(),
        e.info(),
        e.revision(),
        revisions,
        e.firstSeen(),
        lastSeen,
        version);
  }

  private static Instant earliest(@Nullable ExtractorInfo stored, List<Heard> heard) {
    return Stream.concat(
            heard.stream().map(Heard::since),
            Stream.ofNullable(stored).map(ExtractorInfo::firstSeen))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant latest(@Nullable ExtractorInfo stored, List<Heard> heard) {
    return Stream.concat(
            heard.stream().map(Heard::last), Stream.ofNullable(stored).map(ExtractorInfo::lastSeen))
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
