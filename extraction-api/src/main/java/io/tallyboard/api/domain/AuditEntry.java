package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody did something to jobs or extractors. Written after the deed, never changed.
 *
 * @param id UUIDv7
 * @param action one word, like {@code job.cancel}
 * @param target what it was done to: {@code job/ID}, {@code extractor/NAME} ...; of many, what holds
 *     them together
 * @param count how many it was done to
 * @param detail what came of it, in a sentence
 * @param filter what chose them, where a filter did
 */
public record AuditEntry(
    String id,
    Instant at,
    UserRef by,
    String action,
    String target,
    long count,
    @Nullable String detail,
    @Nullable String filter) {

  public PagePoint point() {
    return new PagePoint(at, id);
  }
}
