package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An extractor as its beats describe it; the newest version's description where several beat side by
 * side.
 *
 * @param name {@code extractor_info.name}, or {@code private.<KEY>.<name>} of a private one
 * @param queue where it takes its jobs from
 * @param version any text, or null where it told none
 * @param process what it says it can work on
 * @param parameters its JSON Schema of parameters, as text
 * @param info its whole description, as JSON text
 * @param revisions every description seen, the latest first; at most {@value #MAX_REVISIONS}
 */
public record ExtractorInfo(
    @BsonId String name,
    String queue,
    @Nullable String version,
    @Nullable String description,
    @Nullable String author,
    @Nullable String owner,
    @Nullable String uniqueKey,
    List<Rule> process,
    @Nullable String parameters,
    @Nullable String info,
    int revision,
    List<Revision> revisions,
    Instant firstSeen,
    Instant lastSeen,
    long recordVersion) {
  public static final int MAX_REVISIONS = 20;

  public ExtractorInfo {
    process = List.copyOf(process);
    revisions = List.copyOf(revisions);
  }

  /**
   * One thing it says it can work on.
   *
   * @param trigger {@code file}, {@code dataset}, {@code metadata}: what kind of thing happened
   * @param pattern a MIME type or pattern, or an operation such as {@code file.added}
   */
  public record Rule(String trigger, String pattern) {}

  /**
   * A description, as its beats brought it.
   *
   * @param digest SHA-256 of the description, its queue and its owner, in hexadecimal
   * @param lastSeen while newer ones are heard beside it, an older version changes nothing; when they
   *     are heard no more, it does
   */
  public record Revision(
      int number, @Nullable String version, String digest, Instant firstSeen, Instant lastSeen) {

    /** Seen once. */
    public Revision(int number, @Nullable String version, String digest, Instant firstSeen) {
      this(number, version, digest, firstSeen, firstSeen);
    }
  }
}
