package io.tallyboard.monitor.domain;

import org.jspecify.annotations.Nullable;

/**
 * A beat that can be used.
 *
 * @param description null where it came without one: it counts for its instance alone
 */
public record Beat(
    InstanceId instance,
    String queue,
    @Nullable String version,
    @Nullable String owner,
    @Nullable Description description) {}
