package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants done.
 *
 * @param parameters a JSON object as text
 * @param retryOf the job that this one is to make good
 * @param priority 0 to 9: 9 goes first
 */
public record JobOrder(
    ResourceRef resource,
    String extractor,
    String parameters,
    How how,
    UserRef user,
    @Nullable String retryOf,
    int priority) {}
