package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded to us.
 *
 * @param sha256 of its bytes, in hexadecimal
 * @param dataset the id of what it belongs to, as its uploader said; null where it belongs to none
 */
public record StoredFile(
    String id,
    String name,
    String mimeType,
    long size,
    String sha256,
    UserRef uploadedBy,
    Instant createdAt,
    @Nullable String dataset) {}
