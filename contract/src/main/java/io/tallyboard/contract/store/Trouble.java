package io.tallyboard.contract.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A doubt about an unfinished job. Taken back by its next sign of life, but for a loop: that stays
 * until the job ends.
 *
 * @param kind {@link Event#STALLED}, {@link Event#SUSPECT} or {@link Event#LOOPING}
 * @param evidence in a sentence
 */
public record Trouble(Event kind, Instant since, @Nullable String evidence) {}
