package io.tallyboard.api.domain;

import java.util.Optional;

/**
 * An extractor with what it has to do.
 *
 * @param queue empty where the broker did not tell
 * @param sentence what its liveness rests on
 */
public record ExtractorStanding(
    ExtractorCard card, JobCounts counts, Optional<QueueState> queue, String sentence) {}
