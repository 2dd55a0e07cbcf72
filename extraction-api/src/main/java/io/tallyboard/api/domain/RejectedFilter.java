package io.tallyboard.api.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rejected messages are asked for; what is empty does not matter.
 *
 * @param text part of the body or of the detail, in any case
 * @param from received at or after this
 * @param to received before this
 * @param replayed whether it was replayed, and could be used
 */
public record RejectedFilter(
    Optional<String> reason,
    Optional<String> queue,
    Optional<String> origin,
    Optional<String> text,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Boolean> replayed) {}
