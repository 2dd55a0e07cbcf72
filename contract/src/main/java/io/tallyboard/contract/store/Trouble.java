package io.tallyboard.contract.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A doubt about a running job, taken back by its next sign of life.
 *
 * @param kind {@link Event#STALLED} or {@link Event#SUSPECT}
 * @param evidence in a sentence
 */
public record Trouble(Event kind, Instant since, @Nullable String evidence) {}
