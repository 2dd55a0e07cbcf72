package io.tallyboard.contract.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: (job id, number) is unique to it.
 *
 * @param number 1, 2, 3 ...
 * @param startedAt our time of its start; null where it never said that it began
 * @param startedAfter where its start may have lain unread: it was not before this, the epoch where
 *     nobody knows; null where {@code startedAt} is exact
 * @param endedAt our time of its end; null while it runs
 * @param endedAfter as for the start
 * @param running between the two, by the extractor's own clock where that can be trusted
 * @param message what it said last of its end: the error, the reason of a skip
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(
    int number,
    Cause cause,
    AttemptState state,
    @Nullable Instant startedAt,
    @Nullable Instant startedAfter,
    @Nullable Instant endedAt,
    @Nullable Instant endedAfter,
    @Nullable Span running,
    @Nullable String message) {}
