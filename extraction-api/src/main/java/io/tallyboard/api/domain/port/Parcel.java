package io.tallyboard.api.domain.port;

import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.store.Submission;

/** A job message that is about to go out. */
public record Parcel(Submission submission, Secret key) {}
