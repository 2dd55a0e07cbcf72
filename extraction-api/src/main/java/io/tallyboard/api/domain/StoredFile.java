package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;

/**
 * A file that was uploaded to us.
 *
 * @param sha256 of its bytes, in hexadecimal
 */
public record StoredFile(
    String id,
    String name,
    String mimeType,
    long size,
    String sha256,
    UserRef uploadedBy,
    Instant createdAt) {}
