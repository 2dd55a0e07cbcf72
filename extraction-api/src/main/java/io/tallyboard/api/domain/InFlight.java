package io.tallyboard.api.domain;

import java.time.Instant;

/** A job of ours that was sent and has not started. */
public record InFlight(String jobId, String user, Instant sentAt) {}
