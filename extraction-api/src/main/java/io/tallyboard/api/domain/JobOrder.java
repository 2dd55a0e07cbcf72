package io.tallyboard.api.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;

/**
 * What a caller wants done.
 *
 * @param parameters a JSON object as text
 */
public record JobOrder(
    ResourceRef resource, String extractor, String parameters, How how, UserRef user) {}
