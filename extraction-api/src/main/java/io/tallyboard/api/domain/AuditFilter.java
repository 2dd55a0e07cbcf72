package io.tallyboard.api.domain;

import java.util.Optional;

/**
 * Which entries are asked for; what is empty does not matter.
 *
 * @param by the id of who did it
 */
public record AuditFilter(
    Optional<String> by, Optional<String> action, Optional<String> target, Times at) {}
