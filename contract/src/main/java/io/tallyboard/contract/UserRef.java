package io.tallyboard.contract;

import org.jspecify.annotations.Nullable;

/** Who asked for a job: the identity behind the API key, and how people call them. */
public record UserRef(String id, @Nullable String name) {}
