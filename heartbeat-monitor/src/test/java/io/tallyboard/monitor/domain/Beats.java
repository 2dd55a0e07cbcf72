package io.tallyboard.monitor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Builds what was heard. */
public final class Beats {
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final ExtractorName NAME = new ExtractorName("ncsa.wordcount");

  private Beats() {}

  /** One beat of an instance, heard for the first time. */
  public static Heard heard(String instance, String version, String text, int second) {
    Instant at = NOON.plusSeconds(second);
    return new Heard(
        new Beat(new InstanceId(instance), "q", version, null, description(version, text)),
        at,
        at,
        at,
        1,
        List.of());
  }

  public static Heard undescribed(String instance, String queue, int second) {
    Instant at = NOON.plusSeconds(second);
    return new Heard(
        new Beat(new InstanceId(instance), queue, null, null, null), at, at, at, 1, List.of());
  }

  public static Heard later(Heard heard, Duration by) {
    Instant at = heard.last().plus(by);
    return new Heard(heard.beat(), heard.since(), at, at, 1, List.of());
  }

  public static Description description(String version, String text) {
    String info =
        "{\"name\":\"" + NAME + "\",\"version\":\"" + version + "\",\"t\":\"" + text + "\"}";
    return new Description(
        NAME,
        "q",
        version,
        text,
        null,
        null,
        null,
        List.of(),
        null,
        info,
        Description.digest(info, "q", null));
  }
}
