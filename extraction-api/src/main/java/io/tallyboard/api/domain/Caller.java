package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;

/**
 * Who is asking.
 *
 * @param keyId of the key or session that was shown
 */
public record Caller(UserRef user, Role role, String keyId) {}
